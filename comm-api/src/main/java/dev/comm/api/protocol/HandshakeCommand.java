package dev.comm.api.protocol;

import dev.comm.api.Member;
import dev.comm.api.spi.Bytes;
import java.util.List;
import org.apiguardian.api.API;

/**
 * The commands that open a connection: HELLO, CHALLENGE, PROOF, MASTER_PROOF and JOIN, then ACCEPTED or REJECTED, and
 * later WELCOME.
 *
 * <p>The proofs are HMAC-SHA-256 over the transcript of all earlier frames; without a secret the proofs are empty. The
 * node proves its identity first, so a stranger receives nothing that depends on the secret.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface HandshakeCommand extends Command {
    /**
     * Node to master, the first frame.
     *
     * @param features bit set of optional features
     * @param runHigh high half of the run id; both halves are 0 if the node accepts any run
     * @param rank requested rank, or -1 for any rank
     * @param incarnation random number of this join
     * @param nonce 32 random bytes
     * @param serializers names of usable serializers, the preferred one first
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

        /** Returns the frame of a node that uses this protocol version and accepts any run. */
        public static Hello of(int rank, long incarnation, Bytes nonce, List<String> serializers) {
            int version = FrameHeader.VERSION;
            return new Hello(version, version, 0, 0, 0, rank, incarnation, nonce, serializers);
        }

        /** Returns a builder that starts from this frame. */
        public Builder toBuilder() {
            return new Builder(this);
        }

        /** A builder that starts from another HELLO. */
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

            /** Sets the requested rank. */
            public Builder rank(int value) {
                rank = value;
                return this;
            }

            /** Sets the random number of this join. */
            public Builder incarnation(long value) {
                incarnation = value;
                return this;
            }

            /** Sets the names of usable serializers. */
            public Builder serializers(List<String> value) {
                serializers = value;
                return this;
            }

            /** Sets the range of usable versions. */
            public Builder versions(int min, int max) {
                versionMin = min;
                versionMax = max;
                return this;
            }

            /** Sets the run id. */
            public Builder run(long high, long low) {
                runHigh = high;
                runLow = low;
                return this;
            }

            /** Returns the frame. */
            public Hello build() {
                return new Hello(
                        versionMin, versionMax, features, runHigh, runLow, rank, incarnation, nonce, serializers);
            }
        }
    }

    /**
     * Master to node: the data that every stranger may receive.
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
     * Master to node, after a valid {@link Proof}: the choices of the master and the proof of the master.
     *
     * @param term the master's incarnation
     * @param serializer name of the chosen serializer, empty for none
     * @param proof proof that the master knows the secret; empty without a secret
     */
    record MasterProof(long runHigh, long runLow, long term, String serializer, Bytes proof)
            implements HandshakeCommand {
        /** Returns the same choices without the proof, because the proof covers them in this form. */
        public MasterProof withoutProof() {
            return withProof(Bytes.EMPTY);
        }

        /** Returns the same choices with a proof. */
        public MasterProof withProof(Bytes value) {
            return new MasterProof(runHigh, runLow, term, serializer, value);
        }
    }

    /**
     * Node to master: the registration. A node with a secret registers only with a master that has proved its identity.
     *
     * @param startMillis wall clock at the node's start, for display only
     * @param liveNanos remaining live time of the node, or -1 without limit
     * @param heartbeatNanos heartbeat interval of the node; both sides use the larger of the two intervals
     * @param deadNanos dead timeout of the node; both sides use the larger of the two timeouts, at most four times that
     *     of the master
     * @param slots number of requests that the node works on concurrently
     * @param size the number of rank slots, rank 0 included, that the node expects, or 0 for any number
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

        /** Returns the frame of a node with one slot, the default policies and no declared types. */
        public static Join of(long heartbeatNanos, long deadNanos, int window) {
            return new Join(
                    0, -1, heartbeatNanos, deadNanos, 1, 0, "", 0, List.of(), 1, false, window, Bytes.EMPTY, List.of());
        }

        /** Returns a builder that starts from this frame. */
        public Builder toBuilder() {
            return new Builder(this);
        }

        /** A builder that starts from another JOIN. */
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

            /** Sets the remaining live time of the node. */
            public Builder liveNanos(long value) {
                liveNanos = value;
                return this;
            }

            /** Sets the number of requests that the node works on concurrently. */
            public Builder slots(int value) {
                slots = value;
                return this;
            }

            /** Sets the number of rank slots that the node expects, or 0 for any number. */
            public Builder size(int value) {
                size = value;
                return this;
            }

            /** Sets the host name of the node. */
            public Builder host(String value) {
                host = value;
                return this;
            }

            /** Sets the process id of the node. */
            public Builder pid(long value) {
                pid = value;
                return this;
            }

            /** Sets the labels of the node for task affinity. */
            public Builder labels(List<String> value) {
                labels = value;
                return this;
            }

            /** Sets the communicator's quorum. */
            public Builder minSurvivors(int value) {
                minSurvivors = value;
                return this;
            }

            /** Sets whether a missed deadline excludes the missing members. */
            public Builder exclude(boolean value) {
                exclude = value;
                return this;
            }

            /** Sets the number of open collectives per communicator. */
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

            /** Returns the frame. */
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
            /** There is no common protocol version. */
            VERSION,
            /** The proof was wrong or missing. */
            AUTHENTICATION,
            /** The node belongs to another run. */
            RUN,
            /** A living member has the requested rank, or that rank does not exist. */
            RANK,
            /** There is no common serializer, or the declared types differ. */
            SERIALIZER,
            /** The communicator policy of the node differs from that of the master. */
            POLICY,
            /** No slot is free, or the start has failed. */
            FULL,
            /** The run is over. A spare of the run was not needed then. */
            OVER
        }
    }

    /**
     * Master to node: the node is a member from this view on.
     *
     * @param rank rank of the node, which may differ from the requested one
     * @param size number of rank slots, rank 0 included
     * @param members the living members, the node included
     * @param sequences sequence number of the first instance of the node in each of its communicators
     * @param content state that rank 0 supplied, if an admit admitted the node
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
