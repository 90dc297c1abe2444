package dev.comm.node;

import dev.comm.api.error.CommException;
import dev.comm.api.work.ExitReason;
import dev.comm.api.work.Handlers;
import dev.comm.core.communicator.MembershipSession;
import dev.comm.core.driver.Environment;
import dev.comm.core.machine.Completion;
import dev.comm.node.machine.membership.AwaitEndCall;
import dev.comm.node.machine.work.ServeCall;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Serves requests with one worker for each slot, until the membership is over. */
final class RequestService {
    /** The time that handlers have to end after their interrupt. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private static final Duration UNBOUNDED = Duration.ofDays(100_000);

    private final MembershipSession session;
    private final Environment environment;
    private final Handlers handlers;
    private final List<HandlerSlot> workers;

    RequestService(MembershipSession session, Environment environment, Handlers handlers, long endOfLifeNanos) {
        this.session = session;
        this.environment = environment;
        this.handlers = handlers;
        this.workers = Stream.generate(() -> new HandlerSlot(session, handlers, endOfLifeNanos))
                .limit(session.config().slots())
                .toList();
    }

    /** Runs all handlers on this thread, and returns after the last one. */
    ExitReason runHere() {
        begin();
        try {
            return workers.get(0).run();
        } finally {
            end();
        }
    }

    /**
     * Runs handlers on their own threads; returns shortly after the end of the membership, even if a handler does not.
     */
    ExitReason runOnThreads() {
        begin();
        try {
            Completion<Void> allDone = start();
            ExitReason reason = session.call(new AwaitEndCall(), UNBOUNDED);
            awaitHandlers(allDone);
            return reason;
        } finally {
            end();
        }
    }

    private void begin() {
        AwaitEndCall over = new AwaitEndCall();
        over.completion().whenDone(() -> workers.forEach(HandlerSlot::interrupt));
        session.driver().submit(over);
        session.call(new ServeCall(true, List.copyOf(handlers.names())), UNBOUNDED);
    }

    private Completion<Void> start() {
        Completion<Void> allDone = new Completion<>();
        AtomicInteger running = new AtomicInteger(workers.size());
        for (HandlerSlot worker : workers) {
            environment.start("comm-worker-" + workers.indexOf(worker), () -> {
                try {
                    worker.runOnOwnThread();
                } catch (CommException e) {
                    // The driver is closed; the thread that waits for the end fails in the same way.
                } finally {
                    if (running.decrementAndGet() == 0) {
                        allDone.complete(null);
                    }
                }
            });
        }
        return allDone;
    }

    private void awaitHandlers(Completion<Void> allDone) {
        try {
            session.driver().await(allDone, session.driver().nanoTime() + GRACE.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops serving; without effect when the membership is over. */
    private void end() {
        session.driver().submit(new ServeCall(false, List.of()));
    }
}
