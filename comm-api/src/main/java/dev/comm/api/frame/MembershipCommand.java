package dev.comm.api.frame;

import dev.comm.api.Cause;
import dev.comm.api.Departure;
import dev.comm.api.Member;
import java.util.List;
import org.apiguardian.api.API;

/** Life, views and departures. */
@API(status = API.Status.INTERNAL, since = "0.1")
public sealed interface MembershipCommand extends Command {
    /**
     * Both ways, at the agreed interval, or at the longer one that the master asks for in large teams.
     *
     * @param progress counts the program's calls and answers: shows a stuck program behind a living process
     * @param remainingNanos the sender's remaining live time, or -1 without limit
     * @param epoch the last epoch the sender knows
     * @param intervalNanos how often the sender gives a sign of life from now on; a node follows the master's
     */
    record Heartbeat(long progress, long remainingNanos, long epoch, long intervalNanos) implements MembershipCommand {
        private static final int SIGNS_PER_DEAD_TIME = 3;

        /**
         * The interval that counts, whatever was asked for: both sides keep to it, so that a peer that lives is heard
         * several times before it is taken for dead.
         *
         * @param askedNanos what was asked for
         * @param agreedNanos the agreed interval: it is never shorter than that
         * @param deadNanos the agreed dead timeout: it is never longer than a third of that, unless it was agreed
         */
        public static long bounded(long askedNanos, long agreedNanos, long deadNanos) {
            return Math.max(agreedNanos, Math.min(askedNanos, deadNanos / SIGNS_PER_DEAD_TIME));
        }
    }

    /** Master to node: what changed since the last view. */
    record ViewChange(long term, long epoch, List<Member> joined, List<Departure> departed)
            implements MembershipCommand {
        /** Copies the lists. */
        public ViewChange {
            joined = List.copyOf(joined);
            departed = List.copyOf(departed);
        }
    }

    /** Node to master: no new work please; it ends in the given time. */
    record Draining(long remainingNanos) implements MembershipCommand {}

    /** Node to master, its last frame: LEFT, EXPIRED or FAILED; the content describes the failure. */
    record Leave(Cause cause, String detail, Content content) implements MembershipCommand {}

    /** Master to node, then it closes: this incarnation departed. */
    record Fenced(Cause cause, long epoch, String detail) implements MembershipCommand {}

    /** Master to node: finish and leave. */
    record Shutdown(long timeoutNanos, String reason) implements MembershipCommand {}
}
