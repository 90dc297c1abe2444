package dev.comm.node;

import dev.comm.api.RequestContext;
import dev.comm.api.support.Session;
import dev.comm.node.machine.Assignment;
import dev.comm.node.machine.ProgressCall;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;

/** What one handler knows about its request. */
final class HandlerContext implements RequestContext {
    private final Session session;
    private final Assignment assignment;
    private final long endOfLifeNanos;
    /** When progress may be sent again; a race of two threads costs one report, no more. */
    private final AtomicLong nextProgressNanos = new AtomicLong(Long.MIN_VALUE);

    /**
     * For one attempt.
     *
     * @param endOfLifeNanos when the node's live time ends, {@link Long#MAX_VALUE} for never
     */
    HandlerContext(Session session, Assignment assignment, long endOfLifeNanos) {
        this.session = session;
        this.assignment = assignment;
        this.endOfLifeNanos = endOfLifeNanos;
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
        long end = Math.min(assignment.deadlineNanos(), endOfLifeNanos);
        return end == Long.MAX_VALUE
                ? ChronoUnit.FOREVER.getDuration()
                : Duration.ofNanos(Math.max(0, end - session.crank().nanoTime()));
    }

    @Override
    public void progress(double fraction) {
        long now = session.crank().nanoTime();
        long next = nextProgressNanos.get();
        long pause = session.config().timing().heartbeat().toNanos();
        if (now >= next && !Double.isNaN(fraction) && nextProgressNanos.compareAndSet(next, now + pause)) {
            session.crank().submit(new ProgressCall(id(), attempt(), Math.max(0, Math.min(1, fraction))));
        }
    }
}
