package dev.comm.core.driver;

import dev.comm.api.CommConfig;
import dev.comm.api.spi.Peer;
import dev.comm.api.spi.Transport;
import dev.comm.core.link.LinkTable;
import dev.comm.core.link.PayloadStore;
import dev.comm.core.machine.Call;
import dev.comm.core.machine.ErrorText;
import dev.comm.core.machine.Event;
import dev.comm.core.machine.Failure;
import dev.comm.core.machine.Machine;
import dev.comm.core.machine.Notice;
import dev.comm.core.value.SlowReadWatch;
import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apiguardian.api.API;
import org.slf4j.LoggerFactory;

/**
 * The core of a driver, which passes events to the machine and carries out the effects of the machine. The core has no
 * thread and waits only in the poll of the transport. Production and simulation use different drivers around the core.
 *
 * <p>Threads: a thread holds the step lock for a step and its effects. A thread that finds the lock taken queues its
 * event, and the holder empties the queue before it releases the lock. One thread at a time, the poller, calls
 * {@link #pollOnce}, which polls without the lock.
 *
 * <p>The core writes the frames of all steps when it releases the lock, so many small frames cost one write. The core
 * defers the write if the next call of the caller follows soon ({@link Call#expectsFollowUp}). Then the next send or
 * the next poll writes the frames, at the latest the poll of the standby thread. Log lines are written after the
 * frames.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class DriverCore {
    private static final Event DEADLINE = new Event.Deadline();

    /** The longest time that a deferred write waits for the next call of the caller. */
    private static final long DEFERRED_NANOS_MAX = 20_000;

    /** The largest number of steps before a write. These steps take some tens of microseconds. */
    static final int STEPS_MAX = 32;

    private final Machine machine;
    private final Transport transport;
    private final LongSupplier clock;
    private final EffectRunner effects;
    private final LinkTable links;
    private final Consumer<Event> step = this::step;
    private final Arrival arrival = new Arrival();
    private final Closing closing = new Closing();
    private final ReentrantLock stepLock = new ReentrantLock();
    private final Queue<Event> waiting = new ConcurrentLinkedQueue<>();
    private final long sweepNanos;
    private long nextSweepNanos;
    /** Whether a step of the batch sent a frame that must not wait. */
    private boolean urgent;

    private long deferredSinceNanos;
    private volatile boolean deferred;
    private volatile long nextDeadlineNanos;
    private volatile long pollingUntilNanos = Long.MIN_VALUE;
    private volatile boolean closed;
    private volatile Throwable bug;

    /**
     * Creates a core that has not started yet.
     *
     * @param transport transport, which the core owns and closes
     * @param notices consumer of notices, which runs under the step lock
     */
    public DriverCore(
            Machine machine,
            Transport transport,
            CommConfig config,
            Environment environment,
            Consumer<Notice> notices) {
        this.machine = machine;
        this.transport = transport;
        this.clock = environment::nanoTime;
        this.links = new LinkTable(transport, new PayloadStore(config.limits(), config.spool()), machine::awaits);
        this.effects = new EffectRunner(links, config, environment.callbacks(), notices, this::post);
        this.sweepNanos = Math.max(1, config.timing().dead().toNanos() / 8);
        this.nextSweepNanos = clock.getAsLong() + sweepNanos;
        this.nextDeadlineNanos = clock.getAsLong();
    }

    /** Passes the first event to the machine. */
    public void start() {
        post(new Event.Started());
    }

    /** Passes a local call to the machine, on this thread or on the thread that holds the step lock. */
    public void submit(Call<?> call) {
        effects.opened(call);
        post(new Event.Submitted(call));
        if (closed) {
            // Perhaps no further step follows, and then no other thread would end this call.
            effects.endAll(closedFailure());
        }
    }

    /**
     * Passes a local call to the machine and returns after its step, also if another thread holds the step lock now. A
     * thread that holds the lock itself queues the call.
     */
    public void settle(Call<?> call) {
        submit(call);
        if (!stepLock.isHeldByCurrentThread()) {
            exclusively(() -> {});
        }
    }

    /**
     * Passes an event to the machine. Any thread may call this method, which wakes the poller if the next deadline is
     * now earlier.
     */
    void post(Event event) {
        waiting.add(event);
        drain();
        if (nextDeadlineNanos < pollingUntilNanos) {
            transport.wakeup();
        }
    }

    /**
     * Polls the transport once and passes its reports and then a due deadline to the machine. For one thread at a time.
     *
     * @param untilNanos latest time to return without a report
     * @return whether the transport reported anything
     */
    public boolean pollOnce(long untilNanos) {
        int reports = 0;
        long until = Math.min(untilNanos, Math.min(nextDeadlineNanos, nextSweepNanos));
        pollingUntilNanos = until;
        // The deadline may have changed before the assignment above, so it is read again. A later change wakes the
        // transport.
        until = Math.min(until, nextDeadlineNanos);
        if (deferred) {
            exclusively(transport::uncork);
        }
        try {
            reports = transport.poll(Math.max(0, until - clock.getAsLong()), sink);
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError | LinkageError e) {
            // The polling caller did not cause this failure, and the next poll would fail as well.
            exclusively(() -> fail("the transport failed", e));
        } finally {
            pollingUntilNanos = Long.MIN_VALUE;
        }
        if (clock.getAsLong() >= Math.min(nextDeadlineNanos, nextSweepNanos)) {
            exclusively(this::time);
        }
        return reports > 0;
    }

    /** Ends the running or the next {@link #pollOnce} early. */
    public void wakeup() {
        transport.wakeup();
    }

    /**
     * Returns the latest time for the next poll, which is the next deadline of the machine or the next sweep of the
     * links.
     */
    public long nextDeadlineNanos() {
        return Math.min(nextDeadlineNanos, nextSweepNanos);
    }

    /** Returns whether the current thread holds the step lock, so that it must not wait. */
    public boolean isStepping() {
        return stepLock.isHeldByCurrentThread();
    }

    /** Ends all open calls and closes the transport. Idempotent. */
    public void close() {
        exclusively(() -> {
            if (!closed) {
                closed = true;
                transport.uncork();
                links.discard();
                transport.close();
                effects.endAll(closedFailure());
            }
        });
    }

    /** Returns whether the owner or a bug has closed the core. */
    public boolean isClosed() {
        return closed;
    }

    private Failure closedFailure() {
        Throwable why = bug;
        return why == null
                ? new Failure(Failure.Kind.CLOSED, "this process closed its communicator")
                : new Failure(
                        Failure.Kind.BUG,
                        "please report this bug of Comm with the log; Comm failed: " + ErrorText.summary(why),
                        why);
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

    /** Writes the frames of the steps, or defers the write, and releases the lock. */
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
     * Returns whether the write may be deferred. This method sets the flag {@code deferred} and then reads
     * {@code pollingUntilNanos}; a poller sets {@code pollingUntilNanos} and then reads {@code deferred}. So at least
     * one of the two sees the other.
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
                // Other threads may continue to post events, so the queue may never become empty.
                transport.uncork();
                transport.cork();
            }
            step(event);
            urgent |= !expectsFollowUp(event);
        }
    }

    /**
     * Returns whether the next call of the caller follows soon. A caller whose call is complete returns soon; a blocked
     * caller does not.
     */
    private static boolean expectsFollowUp(Event event) {
        return event instanceof Event.Submitted submitted
                && submitted.call().expectsFollowUp()
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
            // The machine is in an unknown state, so the role and every call end. Otherwise they could give wrong
            // answers.
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
            // Actions that need no memory come first, because no memory may be left.
            transport.close();
        } finally {
            effects.endAll(closedFailure());
            links.discard();
            effects.writeLines();
            LoggerFactory.getLogger(DriverCore.class).error(what, ErrorText.readable(why));
        }
    }

    private void time() {
        long now = clock.getAsLong();
        if (now >= nextSweepNanos) {
            nextSweepNanos = now + sweepNanos;
            SlowReadWatch.PROCESS.look();
            links.sweep(now, sweepNanos * 8, this::step);
        }
        if (now >= nextDeadlineNanos) {
            step(DEADLINE);
        }
    }

    /** A report of received bytes. One object is reused for all reports, because there is one poller. */
    private final class Arrival implements Runnable {
        private int endpoint;
        private ByteBuffer bytes;

        @Override
        public void run() {
            links.received(endpoint, bytes, step);
        }
    }

    /** A report of a closed endpoint, in one reused object. */
    private final class Closing implements Runnable {
        private int endpoint;
        private Event.Closed.Reason reason;
        private String detail;

        @Override
        public void run() {
            links.closed(endpoint);
            step(new Event.Closed(endpoint, reason, detail));
        }
    }

    /** The sink of the transport, which handles each report in one section under the lock. */
    private final Transport.Sink sink = new Transport.Sink() {
        @Override
        public void opened(int endpoint, Peer peer) {
            exclusively(() -> {
                links.opened(endpoint, peer.accepted());
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
            exclusively(() -> links.writable(endpoint, step));
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
