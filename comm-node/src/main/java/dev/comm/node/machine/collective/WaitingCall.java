package dev.comm.node.machine.collective;

import dev.comm.api.error.CallTimeoutException;
import dev.comm.core.machine.CollectiveCall;
import dev.comm.core.machine.Failure;
import dev.comm.core.machine.Value;
import dev.comm.core.value.ValueCodec;
import dev.comm.node.machine.membership.NodeStep;

/**
 * A call that waits until fewer collectives are open. It takes its number when it enters, in the order of the calls, so
 * its rank stays in step with the others. At its deadline the call ends here, and its rank still arrives later, without
 * its value.
 */
final class WaitingCall {
    private final CollectiveCall call;
    private final long deadlineNanos;
    private boolean ended;

    WaitingCall(CollectiveCall call, long deadlineNanos) {
        this.call = call;
        this.deadlineNanos = deadlineNanos;
    }

    /** The call, or null if its deadline has passed. */
    CollectiveCall open() {
        return ended ? null : call;
    }

    CollectiveCall call() {
        return call;
    }

    long deadlineNanos() {
        return ended ? Long.MAX_VALUE : deadlineNanos;
    }

    /** The time that it leaves for the other calls of its time. */
    long remainingNanos(long now) {
        return Math.max(0, deadlineNanos - now);
    }

    /** The value that it gives to the collective. */
    Value contribution(int rank) {
        boolean isLate = ended && call.kind().isContributed();
        return isLate ? ValueCodec.failure(new CallTimeoutException(detail()), rank) : call.contribution();
    }

    void onDeadline(NodeStep step) {
        if (!ended && step.now() >= deadlineNanos) {
            end(new Failure(Failure.Kind.TIMEOUT, detail()), step);
        }
    }

    void end(Failure failure, NodeStep step) {
        if (!ended) {
            ended = true;
            step.out().fail(call, failure);
        }
    }

    private String detail() {
        return "open fewer collectives at once, or raise limits.openCollectives on all members: this call waited "
                + call.timeoutNanos() / 1_000_000 + " ms for the end of earlier ones; this rank arrives when they end";
    }
}
