package dev.comm.node;

import dev.comm.api.Handlers;
import dev.comm.api.frame.WorkCommand.Status;
import dev.comm.api.machine.Value;
import dev.comm.api.support.Session;
import dev.comm.api.support.ValueCodec;
import dev.comm.api.work.ExitReason;
import dev.comm.node.machine.Answer;
import dev.comm.node.machine.AnswerRequestCall;
import dev.comm.node.machine.Assignment;
import dev.comm.node.machine.TakeRequestCall;
import dev.comm.node.machine.TakeRequestCall.Taken;
import java.time.Duration;

/** One slot: takes requests and runs their handlers on the thread that calls {@link #run}. */
final class Worker {
    /**
     * Larger answers are given away on their own, so that the next request is not taken before the socket took them.
     * Smaller ones may still wait then, and are copied: a handler may use its array again.
     */
    private static final long LARGE_BYTES = 64 << 10;

    /** A wait that only the machine ends. */
    private static final Duration UNBOUNDED = Duration.ofDays(100_000);

    private final Session session;
    private final Handlers handlers;
    private final long endOfLifeNanos;
    private Thread handling;
    private boolean isOver;
    private boolean ownsThread;

    Worker(Session session, Handlers handlers, long endOfLifeNanos) {
        this.session = session;
        this.handlers = handlers;
        this.endOfLifeNanos = endOfLifeNanos;
    }

    /** Works until there is no more work. */
    ExitReason run() {
        Answer answer = null;
        while (true) {
            Taken taken = session.call(new TakeRequestCall(answer), UNBOUNDED);
            if (taken.end() != null) {
                return taken.end();
            }
            answer = work(taken.assignment());
            if (answer.value().content().length() > LARGE_BYTES) {
                session.call(new AnswerRequestCall(answer), UNBOUNDED);
                answer = null;
            }
        }
    }

    /** The same on a thread that nobody else knows: an interrupt that a handler leaves behind is nobody's. */
    ExitReason runOnOwnThread() {
        ownsThread = true;
        return run();
    }

    /**
     * The membership is over: a handler that still runs is interrupted, since its result no longer counts (B7). Any
     * thread.
     */
    synchronized void interrupt() {
        isOver = true;
        if (handling != null) {
            handling.interrupt();
        }
    }

    private Answer work(Assignment assignment) {
        if (assignment.cancelled()) {
            // Fenced or cancelled between the machine that gave it away and this thread: it is not begun (B7).
            ValueCodec.free(assignment.input(), null);
            return new Answer(assignment.id(), assignment.attempt(), Status.CANCELLED, Value.NONE);
        }
        Handlers.Entry<?, ?> entry = handlers.find(assignment.handler());
        if (entry == null) {
            return new Answer(assignment.id(), assignment.attempt(), Status.UNKNOWN, Value.NONE);
        }
        try {
            Value output = handle(entry, assignment);
            return new Answer(assignment.id(), assignment.attempt(), Status.DONE, output);
        } catch (Throwable e) {
            // Whatever a handler dies of is its answer: the slot lives on, and the master does not wait for it (T2).
            return failed(assignment, e);
        }
    }

    private Answer failed(Assignment assignment, Throwable error) {
        return assignment.cancelled()
                ? new Answer(assignment.id(), assignment.attempt(), Status.CANCELLED, Value.NONE)
                : new Answer(
                        assignment.id(),
                        assignment.attempt(),
                        Status.FAILED,
                        session.codec()
                                .encodeFailure(error, session.membership().rank()));
    }

    private <I, O> Value handle(Handlers.Entry<I, O> entry, Assignment assignment) throws Exception {
        I input = session.codec().take(assignment.input(), entry.in());
        ValueCodec.free(assignment.input(), input);
        begin();
        try {
            HandlerContext context = new HandlerContext(session, assignment, endOfLifeNanos);
            return session.codec().encodeOwn(entry.handler().handle(input, context), LARGE_BYTES);
        } finally {
            end();
        }
    }

    private synchronized void begin() {
        handling = Thread.currentThread();
        if (isOver) {
            handling.interrupt();
        }
    }

    /** An interrupt that was meant for the handler must not end the calls after it. */
    private synchronized void end() {
        handling = null;
        if (isOver || ownsThread) {
            Thread.interrupted();
        }
    }
}
