package dev.comm.api.frame;

import dev.comm.api.Member;
import java.util.List;
import org.apiguardian.api.API;

/**
 * Opens a connection: HELLO, CHALLENGE, PROOF and JOIN, then ACCEPTED or REJECTED, later WELCOME.
 *
 * <p>The tags are HMAC-SHA-256 over the transcript of everything said before; they are empty where no secret is
 * configured.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public sealed interface HandshakeCommand extends Command {
    /**
     * Node to master, the first frame.
     *
     * @param features bit set of optional abilities
     * @param runHigh high half of the run id, 0 with runLow 0 if the node takes any run
     * @param rank the rank it wants, or -1 for any
     * @param incarnation drawn for this join
     * @param resume whether it continues this incarnation instead of joining anew
     * @param resumeEpoch the last epoch it knows, if it resumes
     * @param nonce 32 random bytes
     * @param serializers names it can use, preferred first
     */
    record Hello(
            int versionMin,
            int versionMax,
            long features,
            long runHigh,
            long runLow,
            int rank,
            long incarnation,
            boolean resume,
            long resumeEpoch,
            Bytes nonce,
            List<String> serializers)
            implements HandshakeCommand {
        /** Copies the list. */
        public Hello {
            serializers = List.copyOf(serializers);
        }
    }

    /**
     * Master to node: what was chosen, and the master's proof.
     *
     * @param serializer the chosen name, empty for none
     * @param term the master's incarnation
     * @param proof shows that the master knows the secret
     */
    record Challenge(
            int version,
            long features,
            long runHigh,
            long runLow,
            long term,
            Bytes nonce,
            String serializer,
            Bytes proof)
            implements HandshakeCommand {}

    /** Node to master: proof that the node knows the secret. */
    record Proof(Bytes proof) implements HandshakeCommand {}

    /**
     * Node to master, in one write with the proof: the registration.
     *
     * @param startMillis wall clock at the node's start, for people only
     * @param liveNanos how long it still offers to work, or -1 without limit
     * @param heartbeatNanos its heartbeat interval; the larger of both sides counts
     * @param deadNanos its dead timeout; the larger of both sides counts
     * @param slots how many requests it works on at once
     * @param host its host name, for people only
     * @param labels what it announces for affinity
     * @param minSurvivors the communicator's quorum; has to be equal on all members
     * @param exclude whether a missed deadline excludes the missing; has to be equal on all members
     * @param window open collectives per communicator; has to be equal on all members
     * @param fingerprint digest of the declared types; has to be equal on all members
     * @param types names of the declared types, to name the difference
     */
    record Join(
            long startMillis,
            long liveNanos,
            long heartbeatNanos,
            long deadNanos,
            int slots,
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
    }

    /**
     * Master to node: registered; the start is still to come.
     *
     * @param heartbeatNanos the agreed interval
     * @param deadNanos the agreed dead timeout
     */
    record Accepted(long heartbeatNanos, long deadNanos) implements HandshakeCommand {}

    /** Master to node, then it closes: why the node is not admitted, in a sentence for people. */
    record Rejected(Reason reason, String detail) implements HandshakeCommand {
        /** Why. */
        public enum Reason {
            /** No common protocol version. */
            VERSION,
            /** The proof was wrong or missing. */
            AUTHENTICATION,
            /** Another run. */
            RUN,
            /** The rank lives already, or does not exist. */
            RANK,
            /** No common serializer, or other types. */
            SERIALIZER,
            /** Another communicator policy. */
            POLICY,
            /** No slot is free, or the run is over. */
            FULL
        }
    }

    /**
     * Master to node: it is a member from this view on.
     *
     * @param rank its rank, perhaps another than it asked for
     * @param size number of rank slots, rank 0 included
     * @param members the living, the node included
     * @param sequences first instance of each communicator that the node takes part in
     * @param content the state that rank 0 gave, if the node was let in by an admit
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

    /** Where a communicator's counting stands. */
    record Sequence(int communicator, long next) {}
}
