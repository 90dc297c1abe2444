package dev.comm.testkit.history.recording;

import dev.comm.api.protocol.CollectiveCommand;
import dev.comm.api.work.Handlers;
import dev.comm.api.work.RequestContext;
import dev.comm.core.machine.Machine;
import dev.comm.testkit.history.FrameListener;
import dev.comm.testkit.history.History;
import dev.comm.testkit.history.Instance;
import dev.comm.testkit.history.Life;
import dev.comm.testkit.history.Occurrence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apiguardian.api.API;

/**
 * A recorder that writes a history from the events and effects of machines. It does not use their internal state.
 *
 * <p>Safe for use by several threads. The monitor of the recorder orders everything, and the recorder reads the time
 * inside of the monitor. It records an effect of a machine before the effect happens, and an event before the machine
 * handles the event. So a cause stands before its effect on every member, and an effect of a process that is dead by
 * then does not happen at all. Listeners run under the monitor, so they must not wait.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Recorder {
    private static final Duration LONG = Duration.ofDays(10_000);

    private final History history;
    private final LongSupplier now;
    private final Map<Long, Life> lives = new HashMap<>();
    private final List<Consumer<Occurrence>> listeners = new ArrayList<>();
    private final Map<Thread, Running> running = new IdentityHashMap<>();
    private final Map<Integer, AssertionError> assertions = new HashMap<>();
    private FrameListener frames;

    /** The attempt of the handler that a thread runs. */
    private record Running(int process, long id, int attempt) {}

    /**
     * Creates a recorder.
     *
     * @param now the clock in nanoseconds, virtual in a simulation, which never goes back
     */
    public Recorder(History history, LongSupplier now) {
        this.history = history;
        this.now = now;
    }

    /**
     * Returns a machine that records the events and effects of the given machine.
     *
     * @param process the number of the process; 0 is the master's
     * @param dead whether the process has crashed, after which nothing counts
     */
    public Machine around(int process, Machine machine, BooleanSupplier dead) {
        return new RecordedMachine(new Recording(this, process, dead), machine);
    }

    /** Returns handlers that record the runs of the handlers of a process. */
    public Handlers around(int process, Handlers handlers, BooleanSupplier dead) {
        return new RecordedHandlers(this, process, dead).around(handlers);
    }

    synchronized void handlerBegan(int process, String handler, RequestContext context) {
        running.put(Thread.currentThread(), new Running(process, context.id(), context.attempt()));
        add(new Occurrence.HandlerBegan(
                now(), process, handler, context.id(), context.attempt(), nanos(context.remaining())));
    }

    private static long nanos(Duration length) {
        return length.compareTo(LONG) > 0 ? Long.MAX_VALUE : length.toNanos();
    }

    /** Records that a thread of a process was interrupted. */
    public synchronized void interrupted(int process, Thread thread) {
        Running handler = running.get(thread);
        if (handler != null && handler.process == process) {
            add(new Occurrence.HandlerInterrupted(now(), process, handler.id, handler.attempt));
        }
    }

    /** Records that Comm started a thread in a process. */
    public synchronized void threadStarted(int process, String name) {
        add(new Occurrence.ThreadStarted(now(), process, name));
    }

    synchronized void handlerEnded(int process, RequestContext context) {
        running.remove(Thread.currentThread());
        add(new Occurrence.HandlerEnded(now(), process, context.id(), context.attempt()));
    }

    /**
     * Keeps an assertion of the test that failed in a handler. Comm turns the assertion into an answer, but the run has
     * to fail with it.
     */
    synchronized void assertionFailed(int process, AssertionError error) {
        assertions.putIfAbsent(process, error);
    }

    /**
     * Returns the exception that the program of a process threw. If the program threw none, returns the first assertion
     * that failed in a handler.
     */
    public synchronized Throwable errorOf(int process, Throwable thrown) {
        return thrown != null ? thrown : assertions.get(process);
    }

    /** Records that more bytes wait for a peer of a process than before. */
    public synchronized void queued(int process, int endpoint, long controlBytes, long bulkBytes) {
        add(new Occurrence.Queued(now(), process, endpoint, controlBytes, bulkBytes));
    }

    /** Records the end of a program. The error is the exception of the program, or null. */
    public synchronized void programEnded(int process, int rank, Throwable error) {
        String thrown = error == null ? "" : error.getClass().getName();
        add(new Occurrence.ProgramEnded(now(), process, rank, thrown, error != null && Culprits.isComm(error)));
    }

    /** Adds a fault. Call this method before the fault happens, so that the fault stands before its consequences. */
    public synchronized void fault(Occurrence.Fault.Kind kind, int process) {
        add(new Occurrence.Fault(now.getAsLong(), kind, process));
    }

    /** Adds an event. */
    public synchronized void add(Occurrence occurrence) {
        history.add(occurrence);
        listeners.forEach(listener -> listener.accept(occurrence));
    }

    /** Registers a listener for all events from now on. */
    public synchronized void listen(Consumer<Occurrence> listener) {
        listeners.add(listener);
    }

    /** Registers a listener for all frames. Call this method before the first machine is created. */
    public synchronized void frames(FrameListener listener) {
        frames = listener;
    }

    /** Returns the listener for frames, or null if there is none. */
    FrameListener frames() {
        return frames;
    }

    long now() {
        return now.getAsLong();
    }

    synchronized void joined(Life life) {
        lives.put(life.incarnation(), life);
    }

    /**
     * Returns the life of an incarnation. A member that the master welcomed, but that has not joined yet, has no
     * process here.
     */
    synchronized Life life(int rank, long incarnation) {
        return lives.computeIfAbsent(incarnation, drawn -> new Life(-1, rank, drawn));
    }

    synchronized void decided(CollectiveCommand.Decision decision) {
        Instance instance = new Instance(decision.communicator(), decision.sequence());
        add(new Occurrence.Decided(now(), instance, decision));
    }
}
