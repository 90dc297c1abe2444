package dev.comm.node;

import dev.comm.api.protocol.WorkCommand.Status;
import dev.comm.api.work.ExitReason;
import dev.comm.api.work.Handlers;
import dev.comm.core.communicator.MembershipSession;
import dev.comm.core.machine.Value;
import dev.comm.core.value.ValueCodec;
import dev.comm.node.machine.work.AnswerRequestCall;
import dev.comm.node.machine.work.Assignment;
import dev.comm.node.machine.work.AttemptResult;
import dev.comm.node.machine.work.TakeRequestCall;
import dev.comm.node.machine.work.TakeRequestCall.Taken;
import java.time.Duration;

/** The worker of one slot. It takes requests and runs their handlers on the thread that calls {@link #run}. */
final class HandlerSlot {
    /**
     * The size above which an answer has a call of its own. The worker then takes the next request only after the
     * socket has taken the answer. A smaller answer may still wait for the socket at that time, so the worker copies
     * it, because a handler may reuse its array.
     */
    private static final long LARGE_BYTES = 64 << 10;

    /** A timeout that never passes. The machine ends the wait. */
    private static final Duration UNBOUNDED = Duration.ofDays(100_000);

    /** The value of {@code replacedNanos} for a slot that replaced no other slot. */
    static final long NEVER_REPLACED = Long.MIN_VALUE;

    private final MembershipSession session;
    private final Handlers handlers;
    private final long replacedNanos;
    private Thread handling;
    private Assignment current;
    private boolean isOver;
    private boolean isRetired;
    private boolean ownsThread;

    /**
     * Creates a slot without a thread.
     *
     * @param replacedNanos time at which this slot took the place of a stuck slot, or {@link #NEVER_REPLACED}
     */
    HandlerSlot(MembershipSession session, Handlers handlers, long replacedNanos) {
        this.replacedNanos = replacedNanos;
        this.session = session;
        this.handlers = handlers;
    }

    /** Runs handlers until there is no more work. Returns null if another thread has taken over the slot. */
    ExitReason run() {
        AttemptResult answer = null;
        while (true) {
            Taken taken = session.call(new TakeRequestCall(answer), UNBOUNDED);
            if (taken.end() != null) {
                return taken.end();
            }
            answer = work(taken.assignment());
            if (isRetired()) {
                return null;
            }
            if (answer.value().content().length() > LARGE_BYTES) {
                session.call(new AnswerRequestCall(answer), UNBOUNDED);
                answer = null;
            }
        }
    }

    /** Runs handlers on a thread of Comm. Clears an interrupt flag that a handler leaves behind. */
    ExitReason runOnOwnThread() {
        ownsThread = true;
        return run();
    }

    /**
     * Interrupts the running handler after the end of the membership, because its result no longer counts (B7). Any
     * thread may call this method.
     */
    synchronized void interrupt() {
        isOver = true;
        if (handling != null) {
            handling.interrupt();
        }
    }

    /** Interrupts the handler of an attempt if the handler still runs. Any thread may call this method. */
    synchronized void interrupt(Assignment assignment) {
        if (current == assignment) {
            handling.interrupt();
        }
    }

    /**
     * Takes the slot from the thread that runs the handler of an attempt, so that the thread takes no more work. Any
     * thread may call this method.
     *
     * @return the thread of the handler, or null if the handler has ended
     */
    synchronized Thread retire(Assignment assignment) {
        if (current != assignment) {
            return null;
        }
        isRetired = true;
        return handling;
    }

    /** Returns whether this slot took the place of a stuck slot after the given time. */
    boolean wasReplacedAfter(long nanos) {
        return replacedNanos != NEVER_REPLACED && replacedNanos - nanos > 0;
    }

    private synchronized boolean isRetired() {
        return isRetired;
    }

    private AttemptResult work(Assignment assignment) {
        if (assignment.cancelled()) {
            // The node was fenced, or the attempt was cancelled, after the machine assigned it. The handler must not
            // start (B7).
            ValueCodec.free(assignment.input(), null);
            return new AttemptResult(assignment.id(), assignment.attempt(), Status.CANCELLED, Value.NONE);
        }
        Handlers.Entry<?, ?> entry = handlers.find(assignment.handler());
        if (entry == null) {
            return new AttemptResult(assignment.id(), assignment.attempt(), Status.UNKNOWN, Value.NONE);
        }
        try {
            Value output = handle(entry, assignment);
            return new AttemptResult(assignment.id(), assignment.attempt(), Status.DONE, output);
        } catch (Throwable e) {
            // Every error of a handler becomes the answer, so that the slot stays usable and the master does not wait
            // (T2).
            return failed(assignment, e);
        }
    }

    private AttemptResult failed(Assignment assignment, Throwable error) {
        return assignment.cancelled()
                ? new AttemptResult(assignment.id(), assignment.attempt(), Status.CANCELLED, Value.NONE)
                : new AttemptResult(
                        assignment.id(),
                        assignment.attempt(),
                        Status.FAILED,
                        session.codec()
                                .encodeFailure(error, session.membership().rank()));
    }

    private <I, O> Value handle(Handlers.Entry<I, O> entry, Assignment assignment) throws Exception {
        begin(assignment);
        try {
            I input = session.codec().take(assignment.input(), entry.in());
            ValueCodec.free(assignment.input(), input);
            HandlerContext context = new HandlerContext(session, assignment);
            return session.codec().encodeOwn(entry.handler().handle(input, context), LARGE_BYTES);
        } finally {
            end();
        }
    }

    private synchronized void begin(Assignment assignment) {
        handling = Thread.currentThread();
        current = assignment;
        if (isOver || assignment.cancelled()) {
            handling.interrupt();
        }
    }

    /** Ends a handler. An interrupt for the handler must not end later calls. */
    private synchronized void end() {
        boolean interrupted = isOver || current.cancelled();
        handling = null;
        current = null;
        if (interrupted || ownsThread) {
            Thread.interrupted();
        }
    }
}
