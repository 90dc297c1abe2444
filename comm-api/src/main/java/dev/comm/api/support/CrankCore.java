package dev.comm.api.support;

import dev.comm.api.CommConfig;
import dev.comm.api.machine.Call;
import dev.comm.api.machine.Event;
import dev.comm.api.machine.Failure;
import dev.comm.api.machine.Machine;
import dev.comm.api.machine.Notice;
import dev.comm.api.spi.Environment;
import dev.comm.api.spi.Peer;
import dev.comm.api.spi.Transport;
import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apiguardian.api.API;
import org.slf4j.LoggerFactory;

/**
 * Turns one machine: brings it events, carries out its effects. Has no thread of its own and does not wait except in
 * the transport's poll; production and simulation put different cranks around it.
 *
 * <p>Threads: the step lock is held for a step and its effects. A submitter that finds it busy queues, and the holder
 * empties the queue before it leaves. {@link #turn} is for one thread at a time, the poller, and polls without the
 * lock.
 *
 * <p>What steps send is written when the lock is given up, so that many small frames cost one write. That is deferred
 * when the caller comes again at once ({@link Call#comesAgain}): then it goes with what is sent next, or with the next
 * turn, which is never further away than the standby. Lines for the log come after that.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class CrankCore {
    private static final Event DEADLINE = new Event.Deadline();

    /** What was deferred waits no longer than this if its caller does come again. */
    private static final long DEFERRED_NANOS_MAX = 20_000;

    /** So many steps, some tens of microseconds, are the most that a write waits for. */
    static final int STEPS_MAX = 32;

    private final Machine machine;
    private final Transport transport;
    private final LongSupplier clock;
    private final Effects effects;
    private final Endpoints endpoints;
    private final Consumer<Event> step = this::step;
    private final Arrival arrival = new Arrival();
    private final Closing closing = new Closing();
    private final ReentrantLock stepLock = new ReentrantLock();
    private final Queue<Event> waiting = new ConcurrentLinkedQueue<>();
    private final long sweepNanos;
    private long nextSweepNanos;
    /** Whether a step of the batch sent what must not be deferred. */
    private boolean urgent;

    private long deferredSinceNanos;
    private volatile boolean deferred;
    private volatile long nextDeadlineNanos;
    private volatile long pollingUntilNanos = Long.MIN_VALUE;
    private volatile boolean closed;
    private volatile Throwable bug;

    /**
     * A core that has not started yet.
     *
     * @param transport belongs to the core from now on
     * @param notices told under the step lock
     */
    public CrankCore(
            Machine machine,
            Transport transport,
            CommConfig config,
            Environment environment,
            Consumer<Notice> notices) {
        this.machine = machine;
        this.transport = transport;
        this.clock = environment::nanoTime;
        this.endpoints = new Endpoints(transport, new PayloadStore(config.limits(), config.spool()));
        this.effects = new Effects(endpoints, config, environment.callbacks(), notices, this::post);
        this.sweepNanos = Math.max(1, config.timing().dead().toNanos() / 8);
        this.nextSweepNanos = clock.getAsLong() + sweepNanos;
        this.nextDeadlineNanos = clock.getAsLong();
    }

    /** Gives the machine its first event. */
    public void start() {
        post(new Event.Started());
    }

    /** Steps a local call, on this thread or on the one that is stepping. */
    public void submit(Call<?> call) {
        effects.opened(call);
        post(new Event.Submitted(call));
        if (closed) {
            // The last steps may be over: nobody else would end this call.
            effects.endAll(closedFailure());
        }
    }

    /** Brings an event from any thread; wakes the poller if its deadline moved nearer. */
    void post(Event event) {
        waiting.add(event);
        drain();
        if (nextDeadlineNanos < pollingUntilNanos) {
            transport.wakeup();
        }
    }

    /**
     * Polls the transport once and brings what came, then a due deadline. For one thread at a time.
     *
     * @param untilNanos when to return at the latest if nothing happens
     * @return whether the transport had something to report
     */
    public boolean turn(long untilNanos) {
        int reports = 0;
        long until = Math.min(untilNanos, Math.min(nextDeadlineNanos, nextSweepNanos));
        pollingUntilNanos = until;
        // A deadline that moved before the line above is seen here, a later one wakes the transport.
        until = Math.min(until, nextDeadlineNanos);
        if (deferred) {
            exclusively(transport::uncork);
        }
        try {
            reports = transport.poll(Math.max(0, until - clock.getAsLong()), sink);
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError | LinkageError e) {
            // Whoever polls here is not to blame, and the next one would fare no better.
            exclusively(() -> fail("the transport failed", e));
        } finally {
            pollingUntilNanos = Long.MIN_VALUE;
        }
        if (clock.getAsLong() >= Math.min(nextDeadlineNanos, nextSweepNanos)) {
            exclusively(this::time);
        }
        return reports > 0;
    }

    /** Ends a running or the next {@link #turn} early. */
    public void wakeup() {
        transport.wakeup();
    }

    /** When the machine wants to be turned at the latest. */
    public long nextDeadlineNanos() {
        return Math.min(nextDeadlineNanos, nextSweepNanos);
    }

    /** Whether the current thread holds the step lock, so that it must not wait. */
    public boolean isStepping() {
        return stepLock.isHeldByCurrentThread();
    }

    /** Ends all open calls and closes the transport. Idempotent. */
    public void close() {
        exclusively(() -> {
            if (!closed) {
                closed = true;
                transport.uncork();
                endpoints.discard();
                transport.close();
                effects.endAll(closedFailure());
            }
        });
    }

    /** Whether the core is closed, by its owner or by a bug. */
    public boolean isClosed() {
        return closed;
    }

    private Failure closedFailure() {
        Throwable why = bug;
        return why == null
                ? new Failure(Failure.Kind.CLOSED, "this process closed its communicator")
                : new Failure(Failure.Kind.BUG, "Comm failed: " + why + "; please report it with the log");
    }

    private void exclusively(Runnable action) {
        stepLock.lock();
        try {
            urgent = true;
            transport.cork();
            action.run();
            stepWaiting();
        } finally {
            release();
        }
        drain();
    }

    private void drain() {
        while (!waiting.isEmpty() && !stepLock.isHeldByCurrentThread() && stepLock.tryLock()) {
            try {
                urgent = false;
                transport.cork();
                stepWaiting();
            } finally {
                release();
            }
        }
    }

    /** Writes what the steps sent, or defers that, and gives up the lock. */
    private void release() {
        try {
            if (urgent || effects.hasLines() || !mayDefer()) {
                transport.uncork();
                deferred = false;
            }
            effects.writeLines();
        } finally {
            stepLock.unlock();
        }
    }

    /**
     * Whether all may be deferred. Who begins to poll says so first and looks here then; this says it first and looks
     * whether somebody polls: so one of the two sees the other.
     */
    private boolean mayDefer() {
        long now = clock.getAsLong();
        if (!deferred) {
            deferredSinceNanos = now;
            deferred = true;
        }
        return pollingUntilNanos == Long.MIN_VALUE && now - deferredSinceNanos < DEFERRED_NANOS_MAX;
    }

    private void stepWaiting() {
        int steps = 0;
        for (Event event = waiting.poll(); event != null; event = waiting.poll()) {
            if (++steps % STEPS_MAX == 0) {
                // While others keep posting, this would not end.
                transport.uncork();
                transport.cork();
            }
            step(event);
            urgent |= !comesAgain(event);
        }
    }

    /** A caller that has its answer is back soon; one that waits is not. */
    private static boolean comesAgain(Event event) {
        return event instanceof Event.Submitted submitted
                && submitted.call().comesAgain()
                && submitted.call().completion().isDone();
    }

    private void step(Event event) {
        if (closed) {
            effects.endAll(closedFailure());
            return;
        }
        try {
            machine.step(event, clock.getAsLong(), effects);
            nextDeadlineNanos = machine.nextDeadlineNanos();
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError | LinkageError e) {
            // The machine is in an unknown state: the role ends, with every call, rather than giving wrong answers.
            fail("a protocol machine failed at " + event, e);
        }
    }

    private void fail(String what, Throwable why) {
        if (closed) {
            return;
        }
        bug = why;
        closed = true;
        try {
            // What needs no memory goes first: there may be none.
            transport.close();
        } finally {
            effects.endAll(closedFailure());
            endpoints.discard();
            effects.writeLines();
            LoggerFactory.getLogger(CrankCore.class).error(what, why);
        }
    }

    private void time() {
        long now = clock.getAsLong();
        if (now >= nextSweepNanos) {
            nextSweepNanos = now + sweepNanos;
            ReadWatch.PROCESS.look();
            endpoints.sweep(now, sweepNanos * 8, this::step);
        }
        if (now >= nextDeadlineNanos) {
            step(DEADLINE);
        }
    }

    /** A report of bytes; one object for all, since there is one poller. */
    private final class Arrival implements Runnable {
        private int endpoint;
        private ByteBuffer bytes;

        @Override
        public void run() {
            endpoints.received(endpoint, bytes, step);
        }
    }

    /** A report of an end. */
    private final class Closing implements Runnable {
        private int endpoint;
        private Event.Closed.Reason reason;
        private String detail;

        @Override
        public void run() {
            endpoints.closed(endpoint);
            step(new Event.Closed(endpoint, reason, detail));
        }
    }

    /** Every report of the transport is one turn under the lock. */
    private final Transport.Sink sink = new Transport.Sink() {
        @Override
        public void opened(int endpoint, Peer peer) {
            exclusively(() -> {
                endpoints.opened(endpoint, peer.accepted());
                step(new Event.Opened(endpoint, String.valueOf(peer.address()), peer.binding()));
            });
        }

        @Override
        public void received(int endpoint, ByteBuffer bytes) {
            arrival.endpoint = endpoint;
            arrival.bytes = bytes;
            exclusively(arrival);
        }

        @Override
        public void writable(int endpoint) {
            exclusively(() -> endpoints.writable(endpoint, step));
        }

        @Override
        public void closed(int endpoint, Transport.CloseCause cause, String detail) {
            closing.endpoint = endpoint;
            closing.reason = Event.Closed.Reason.valueOf(cause.name());
            closing.detail = detail;
            exclusively(closing);
        }
    };
}
