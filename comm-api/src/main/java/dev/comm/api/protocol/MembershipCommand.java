package dev.comm.api.protocol;

import dev.comm.api.Cause;
import dev.comm.api.Departure;
import dev.comm.api.Member;
import java.util.List;
import org.apiguardian.api.API;

/** Heartbeats and the commands of membership: views, leaving, fencing, shutdown. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface MembershipCommand extends Command {
    /**
     * In both directions: a heartbeat, at the agreed interval or at the longer one that the master requests in large
     * runs.
     *
     * @param progress counter of the calls and answers of the program, which reveals a stuck program in a living
     *     process
     * @param remainingNanos the sender's remaining live time, or -1 without limit
     * @param epoch last epoch that the sender knows
     * @param intervalNanos interval of the heartbeats of the sender from now on; a node adopts the interval of the
     *     master
     */
    record Heartbeat(long progress, long remainingNanos, long epoch, long intervalNanos) implements MembershipCommand {
        private static final int SIGNS_PER_DEAD_TIME = 3;

        /**
         * Returns the effective heartbeat interval for a requested interval. Both sides use the effective interval, so
         * a living peer sends several heartbeats within the dead timeout.
         *
         * @param askedNanos the requested interval
         * @param agreedNanos the agreed interval, which is the lower bound
         * @param deadNanos the agreed dead timeout; a third of it is the upper bound, unless the agreed interval is
         *     longer
         */
        public static long bounded(long askedNanos, long agreedNanos, long deadNanos) {
            return Math.max(agreedNanos, Math.min(askedNanos, deadNanos / SIGNS_PER_DEAD_TIME));
        }
    }

    /** Master to node: the changes since the last view. */
    record ViewChange(long term, long epoch, List<Member> joined, List<Departure> departed)
            implements MembershipCommand {
        /** Copies the lists. */
        public ViewChange {
            joined = List.copyOf(joined);
            departed = List.copyOf(departed);
        }
    }

    /** Node to master: the node takes no new work and will end within the given time. */
    record Draining(long remainingNanos) implements MembershipCommand {}

    /**
     * Node to master, the last frame of the node. Its cause is LEFT, EXPIRED, FAILED, HUNG or LOCAL; the content
     * describes the failure.
     */
    record Leave(Cause cause, String detail, Content content) implements MembershipCommand {}

    /** Master to node: this incarnation departed. The master then closes the connection. */
    record Fenced(Cause cause, long epoch, String detail) implements MembershipCommand {}

    /** Master to node: asks the node to finish its work and leave. */
    record Shutdown(long timeoutNanos, String reason) implements MembershipCommand {}
}
