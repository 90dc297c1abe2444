package dev.comm.node;

import dev.comm.api.Cause;
import dev.comm.api.error.CommException;
import dev.comm.api.work.ExitReason;
import dev.comm.api.work.Handlers;
import dev.comm.core.communicator.MembershipSession;
import dev.comm.core.driver.Environment;
import dev.comm.core.machine.Completion;
import dev.comm.core.machine.ErrorText;
import dev.comm.core.machine.LeaveCall;
import dev.comm.core.machine.Value;
import dev.comm.node.machine.membership.AwaitEndCall;
import dev.comm.node.machine.work.ServeCall;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The service of requests, with one worker for each slot, until the membership is over. */
final class RequestService {
    /** The time that handlers have to end after they were interrupted. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private static final Duration UNBOUNDED = Duration.ofDays(100_000);

    /** The shortest time between two new threads for a slot. It prevents hung threads from piling up. */
    private static final Duration REPLACEMENT_PAUSE = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(RequestService.class);

    private final MembershipSession session;
    private final Environment environment;
    private final Handlers handlers;
    private final CopyOnWriteArrayList<HandlerSlot> workers = new CopyOnWriteArrayList<>();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger started = new AtomicInteger();
    private final Completion<Void> allDone = new Completion<>();

    RequestService(MembershipSession session, Environment environment, Handlers handlers) {
        this.session = session;
        this.environment = environment;
        this.handlers = handlers;
        for (int i = 0; i < session.config().slots(); i++) {
            workers.add(slot(HandlerSlot.NEVER_REPLACED));
        }
    }

    private HandlerSlot slot(long replacedNanos) {
        return new HandlerSlot(session, handlers, replacedNanos);
    }

    /** Runs all handlers on this thread. Returns after the last handler has ended. */
    ExitReason runHere() {
        begin(slot -> false);
        try {
            ExitReason reason = workers.get(0).run();
            return reason != null ? reason : session.call(new AwaitEndCall(), UNBOUNDED);
        } finally {
            end();
        }
    }

    /**
     * Runs handlers on threads of their own. Returns shortly after the end of the membership, even if a handler still
     * runs.
     */
    ExitReason runOnThreads() {
        begin(this::replace);
        try {
            running.set(workers.size());
            workers.forEach(this::start);
            ExitReason reason = session.call(new AwaitEndCall(), UNBOUNDED);
            awaitHandlers();
            return reason;
        } finally {
            end();
        }
    }

    private void begin(Predicate<HandlerSlot> replacement) {
        AwaitEndCall over = new AwaitEndCall();
        over.completion().whenDone(() -> workers.forEach(HandlerSlot::interrupt));
        session.driver().submit(over);
        new OverrunWatch(session, environment, workers, replacement).begin();
        session.call(new ServeCall(true, List.copyOf(handlers.names())), UNBOUNDED);
    }

    private void start(HandlerSlot worker) {
        environment.start("comm-worker-" + started.getAndIncrement(), () -> {
            try {
                worker.runOnOwnThread();
            } catch (CommException e) {
                // The driver is closed. The thread that waits for the end fails in the same way.
            } catch (Throwable e) {
                leave(e);
            } finally {
                if (running.decrementAndGet() == 0) {
                    allDone.complete(null);
                }
            }
        });
    }

    /** Leaves the run. A node without workers must not stay a member, because tasks would wait for it. */
    private void leave(Throwable error) {
        LOG.error(
                "rank {} leaves, because a worker thread ended",
                session.membership().rank(),
                ErrorText.readable(error));
        Value value = session.codec().encodeFailure(error, session.membership().rank());
        String detail = "a worker thread ended: " + ErrorText.summary(error);
        session.driver().submit(new LeaveCall(Cause.FAILED, detail, value, 0));
    }

    /** Gives a slot a new thread, unless the slot received one within the last minute. */
    private boolean replace(HandlerSlot stuck) {
        long now = session.driver().nanoTime();
        if (stuck.wasReplacedAfter(now - REPLACEMENT_PAUSE.toNanos())) {
            return false;
        }
        HandlerSlot next = slot(now);
        workers.replaceAll(slot -> slot == stuck ? next : slot);
        running.incrementAndGet();
        start(next);
        return true;
    }

    private void awaitHandlers() {
        try {
            session.driver().await(allDone, session.driver().nanoTime() + GRACE.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops serving. Has no effect when the membership is over. */
    private void end() {
        session.driver().submit(new ServeCall(false, List.of()));
    }
}
