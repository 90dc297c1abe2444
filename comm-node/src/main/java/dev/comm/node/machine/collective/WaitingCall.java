package dev.comm.node.machine.collective;

import dev.comm.api.error.CallTimeoutException;
import dev.comm.core.machine.CollectiveCall;
import dev.comm.core.machine.Failure;
import dev.comm.core.machine.Value;
import dev.comm.core.value.ValueCodec;
import dev.comm.node.machine.membership.NodeStep;

/**
 * A call that waits until fewer collectives are open. The call takes its number when it enters, in the order of the
 * calls, so that this rank stays in step with the other ranks. At its deadline the call ends, but the rank still
 * arrives later, without the value of the call.
 */
final class WaitingCall {
    private final CollectiveCall call;
    private final long deadlineNanos;
    private boolean ended;

    WaitingCall(CollectiveCall call, long deadlineNanos) {
        this.call = call;
        this.deadlineNanos = deadlineNanos;
    }

    /** Returns the call, or null if its deadline has passed. */
    CollectiveCall open() {
        return ended ? null : call;
    }

    CollectiveCall call() {
        return call;
    }

    long deadlineNanos() {
        return ended ? Long.MAX_VALUE : deadlineNanos;
    }

    /** Returns the time that remains until the deadline, which is the timeout of the arrival. */
    long remainingNanos(long now) {
        return Math.max(0, deadlineNanos - now);
    }

    /** Returns the value that the call contributes to the collective. After its deadline this is an error. */
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
