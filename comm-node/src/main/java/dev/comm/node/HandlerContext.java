package dev.comm.node;

import dev.comm.api.work.RequestContext;
import dev.comm.core.communicator.MembershipSession;
import dev.comm.node.machine.work.Assignment;
import dev.comm.node.machine.work.ProgressCall;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The context of one attempt of a handler at a request. */
final class HandlerContext implements RequestContext {
    private final MembershipSession session;
    private final Assignment assignment;
    /**
     * The earliest time of the next progress report. If two threads report at the same time, at most one report is
     * lost.
     */
    private final AtomicLong nextProgressNanos = new AtomicLong(Long.MIN_VALUE);

    /** Creates the context of one attempt. */
    HandlerContext(MembershipSession session, Assignment assignment) {
        this.session = session;
        this.assignment = assignment;
    }

    @Override
    public int rank() {
        return session.membership().rank();
    }

    @Override
    public long incarnation() {
        return session.membership().initialView().members().get(rank()).incarnation();
    }

    @Override
    public long id() {
        return assignment.id();
    }

    @Override
    public int attempt() {
        return assignment.attempt();
    }

    @Override
    public boolean cancelled() {
        return assignment.cancelled();
    }

    @Override
    public Duration remaining() {
        long end = Math.min(assignment.deadlineNanos(), session.membership().endOfLifeNanos());
        return end == Long.MAX_VALUE
                ? ChronoUnit.FOREVER.getDuration()
                : Duration.ofNanos(Math.max(0, end - session.driver().nanoTime()));
    }

    @Override
    public void progress(double fraction) {
        long now = session.driver().nanoTime();
        long next = nextProgressNanos.get();
        long pause = session.config().timing().heartbeat().toNanos();
        if (now >= next && !Double.isNaN(fraction) && nextProgressNanos.compareAndSet(next, now + pause)) {
            session.driver().submit(new ProgressCall(id(), attempt(), Math.max(0, Math.min(1, fraction))));
        }
    }
}
