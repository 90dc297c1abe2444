package dev.comm.api.protocol;

import dev.comm.api.Member;
import dev.comm.api.spi.Bytes;
import java.util.List;
import org.apiguardian.api.API;

/**
 * The commands that open a connection: HELLO, CHALLENGE, PROOF, MASTER_PROOF and JOIN, then ACCEPTED or REJECTED, later
 * WELCOME.
 *
 * <p>The proofs are HMAC-SHA-256 over the transcript of all earlier frames; they are empty without a secret. The node
 * proves itself first, so that a stranger gets nothing that depends on the secret.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface HandshakeCommand extends Command {
    /**
     * Node to master, the first frame.
     *
     * @param features bit set of optional features
     * @param runHigh high half of the run id; both halves are 0 if the node accepts any run
     * @param rank requested rank, or -1 for any
     * @param incarnation random number of this join
     * @param nonce 32 random bytes
     * @param serializers names of usable serializers, preferred first
     */
    record Hello(
            int versionMin,
            int versionMax,
            long features,
            long runHigh,
            long runLow,
            int rank,
            long incarnation,
            Bytes nonce,
            List<String> serializers)
            implements HandshakeCommand {
        /** Copies the list. */
        public Hello {
            serializers = List.copyOf(serializers);
        }

        /** A node that speaks this version and takes any run. */
        public static Hello of(int rank, long incarnation, Bytes nonce, List<String> serializers) {
            int version = FrameHeader.VERSION;
            return new Hello(version, version, 0, 0, 0, rank, incarnation, nonce, serializers);
        }

        /** A builder that starts from this frame. */
        public Builder toBuilder() {
            return new Builder(this);
        }

        /** Builds a HELLO from another one. */
        public static final class Builder {
            private int versionMin;
            private int versionMax;
            private long features;
            private long runHigh;
            private long runLow;
            private int rank;
            private long incarnation;
            private Bytes nonce;
            private List<String> serializers;

            private Builder(Hello from) {
                versionMin = from.versionMin;
                versionMax = from.versionMax;
                features = from.features;
                runHigh = from.runHigh;
                runLow = from.runLow;
                rank = from.rank;
                incarnation = from.incarnation;
                nonce = from.nonce;
                serializers = from.serializers;
            }

            /** Sets the rank it wants. */
            public Builder rank(int value) {
                rank = value;
                return this;
            }

            /** Sets the number of this life. */
            public Builder incarnation(long value) {
                incarnation = value;
                return this;
            }

            /** Sets the names it can use. */
            public Builder serializers(List<String> value) {
                serializers = value;
                return this;
            }

            /** Sets the versions it speaks. */
            public Builder versions(int min, int max) {
                versionMin = min;
                versionMax = max;
                return this;
            }

            /** Sets the run. */
            public Builder run(long high, long low) {
                runHigh = high;
                runLow = low;
                return this;
            }

            /** The frame. */
            public Hello build() {
                return new Hello(
                        versionMin, versionMax, features, runHigh, runLow, rank, incarnation, nonce, serializers);
            }
        }
    }

    /**
     * Master to node: the facts that every stranger may know.
     *
     * @param version the chosen version
     * @param features the common features
     * @param nonce 32 random bytes
     */
    record Challenge(int version, long features, Bytes nonce) implements HandshakeCommand {}

    /**
     * Node to master: proof that the node knows the secret.
     *
     * @param proof 32 bytes for each secret that the node knows; empty without a secret
     */
    record Proof(Bytes proof) implements HandshakeCommand {}

    /**
     * Master to node, after a valid {@link Proof}: the choices of the master, and its own proof.
     *
     * @param term the master's incarnation
     * @param serializer name of the chosen serializer, empty for none
     * @param proof proof that the master knows the secret; empty without a secret
     */
    record MasterProof(long runHigh, long runLow, long term, String serializer, Bytes proof)
            implements HandshakeCommand {
        /** The same choices without the proof, as the proof covers them. */
        public MasterProof withoutProof() {
            return withProof(Bytes.EMPTY);
        }

        /** The same choices with a proof. */
        public MasterProof withProof(Bytes value) {
            return new MasterProof(runHigh, runLow, term, serializer, value);
        }
    }

    /**
     * Node to master: the registration. A node with a secret sends it only to a master that has proved itself.
     *
     * @param startMillis wall clock at the node's start, for display only
     * @param liveNanos remaining live time of the node, or -1 without limit
     * @param heartbeatNanos heartbeat interval of the node; both sides use the larger one
     * @param deadNanos dead timeout of the node; both sides use the larger one, at most four times the master's
     * @param slots how many requests the node works on concurrently
     * @param size the number of rank slots, rank 0 included, that the node expects; 0 for any
     * @param host host name of the node, for display only
     * @param labels labels of the node, for task affinity
     * @param minSurvivors the communicator's quorum; must be equal on all members
     * @param exclude whether a missed deadline excludes the missing members; must be equal on all members
     * @param window open collectives per communicator; must be equal on all members
     * @param fingerprint digest of the declared types; must be equal on all members
     * @param types names of the declared types, to report a difference
     */
    record Join(
            long startMillis,
            long liveNanos,
            long heartbeatNanos,
            long deadNanos,
            int slots,
            int size,
            String host,
            long pid,
            List<String> labels,
            int minSurvivors,
            boolean exclude,
            int window,
            Bytes fingerprint,
            List<String> types)
            implements HandshakeCommand {
        /** Copies the lists. */
        public Join {
            labels = List.copyOf(labels);
            types = List.copyOf(types);
        }

        /** A node with one slot and the default policies that declares nothing. */
        public static Join of(long heartbeatNanos, long deadNanos, int window) {
            return new Join(
                    0, -1, heartbeatNanos, deadNanos, 1, 0, "", 0, List.of(), 1, false, window, Bytes.EMPTY, List.of());
        }

        /** A builder that starts from this frame. */
        public Builder toBuilder() {
            return new Builder(this);
        }

        /** Builds a JOIN from another one. */
        public static final class Builder {
            private long startMillis;
            private long liveNanos;
            private long heartbeatNanos;
            private long deadNanos;
            private int slots;
            private int size;
            private String host;
            private long pid;
            private List<String> labels;
            private int minSurvivors;
            private boolean exclude;
            private int window;
            private Bytes fingerprint;
            private List<String> types;

            private Builder(Join from) {
                startMillis = from.startMillis;
                liveNanos = from.liveNanos;
                heartbeatNanos = from.heartbeatNanos;
                deadNanos = from.deadNanos;
                slots = from.slots;
                size = from.size;
                host = from.host;
                pid = from.pid;
                labels = from.labels;
                minSurvivors = from.minSurvivors;
                exclude = from.exclude;
                window = from.window;
                fingerprint = from.fingerprint;
                types = from.types;
            }

            /** Sets the wall clock at the node's start. */
            public Builder startMillis(long value) {
                startMillis = value;
                return this;
            }

            /** Sets the heartbeat interval. */
            public Builder heartbeatNanos(long value) {
                heartbeatNanos = value;
                return this;
            }

            /** Sets the dead timeout. */
            public Builder deadNanos(long value) {
                deadNanos = value;
                return this;
            }

            /** Sets how long it still offers to work. */
            public Builder liveNanos(long value) {
                liveNanos = value;
                return this;
            }

            /** Sets how many requests it works on at once. */
            public Builder slots(int value) {
                slots = value;
                return this;
            }

            /** Sets the number of rank slots that the node expects, 0 for any. */
            public Builder size(int value) {
                size = value;
                return this;
            }

            /** Sets its host name. */
            public Builder host(String value) {
                host = value;
                return this;
            }

            /** Sets its process. */
            public Builder pid(long value) {
                pid = value;
                return this;
            }

            /** Sets the labels that it announces for affinity. */
            public Builder labels(List<String> value) {
                labels = value;
                return this;
            }

            /** Sets the communicator's quorum. */
            public Builder minSurvivors(int value) {
                minSurvivors = value;
                return this;
            }

            /** Sets whether a missed deadline excludes the missing. */
            public Builder exclude(boolean value) {
                exclude = value;
                return this;
            }

            /** Sets the open collectives per communicator. */
            public Builder window(int value) {
                window = value;
                return this;
            }

            /** Sets the digest of the declared types. */
            public Builder fingerprint(Bytes value) {
                fingerprint = value;
                return this;
            }

            /** Sets the names of the declared types. */
            public Builder types(List<String> value) {
                types = value;
                return this;
            }

            /** The frame. */
            public Join build() {
                return new Join(
                        startMillis,
                        liveNanos,
                        heartbeatNanos,
                        deadNanos,
                        slots,
                        size,
                        host,
                        pid,
                        labels,
                        minSurvivors,
                        exclude,
                        window,
                        fingerprint,
                        types);
            }
        }
    }

    /**
     * Master to node: the node is registered and waits for the start.
     *
     * @param heartbeatNanos the agreed interval
     * @param deadNanos the agreed dead timeout
     */
    record Accepted(long heartbeatNanos, long deadNanos) implements HandshakeCommand {}

    /** Master to node: rejects the node with a reason and a message; the master then closes the connection. */
    record Rejected(Reason reason, String detail) implements HandshakeCommand {
        /** The reasons for a rejection. */
        public enum Reason {
            /** No common protocol version. */
            VERSION,
            /** The proof was wrong or missing. */
            AUTHENTICATION,
            /** The node belongs to another run. */
            RUN,
            /** A living member has the rank, or the rank does not exist. */
            RANK,
            /** No common serializer, or different types. */
            SERIALIZER,
            /** A different communicator policy. */
            POLICY,
            /** No slot is free, or the run is over. */
            FULL
        }
    }

    /**
     * Master to node: the node is a member from this view on.
     *
     * @param rank rank of the node, which may differ from the requested one
     * @param size number of rank slots, rank 0 included
     * @param members the living members, the node included
     * @param sequences sequence number of the node's first instance in each of its communicators
     * @param content the state that rank 0 supplied, if an admit admitted the node
     */
    record Welcome(
            int rank, int size, long term, long epoch, List<Member> members, List<Sequence> sequences, Content content)
            implements HandshakeCommand {
        /** Copies the lists. */
        public Welcome {
            members = List.copyOf(members);
            sequences = List.copyOf(sequences);
        }
    }

    /** The next sequence number of a communicator. */
    record Sequence(int communicator, long next) {}
}
