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
 * Writes a history from the events and effects of machines; knows nothing of their insides.
 *
 * <p>Safe for use by several threads: the recorder's own monitor orders everything, and time is read inside of it. An
 * effect of a machine is written down before it happens, an event before it is handled. So a cause stands before its
 * effect on every member, and an effect of a process that is dead by then does not happen at all. Listeners run under
 * the monitor: they must not wait.
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
     * A recorder.
     *
     * @param now nanoseconds, virtual in a simulation; never going back
     */
    public Recorder(History history, LongSupplier now) {
        this.history = history;
        this.now = now;
    }

    /**
     * Puts itself around a machine.
     *
     * @param process number of the process; 0 is the master's
     * @param dead whether the process has crashed, after which nothing counts
     */
    public Machine around(int process, Machine machine, BooleanSupplier dead) {
        return new RecordedMachine(new Recording(this, process, dead), machine);
    }

    /** Puts itself around the handlers of a process. */
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

    /** A thread of a process was interrupted. */
    public synchronized void interrupted(int process, Thread thread) {
        Running handler = running.get(thread);
        if (handler != null && handler.process == process) {
            add(new Occurrence.HandlerInterrupted(now(), process, handler.id, handler.attempt));
        }
    }

    /** Comm started a thread in a process. */
    public synchronized void threadStarted(int process, String name) {
        add(new Occurrence.ThreadStarted(now(), process, name));
    }

    synchronized void handlerEnded(int process, RequestContext context) {
        running.remove(Thread.currentThread());
        add(new Occurrence.HandlerEnded(now(), process, context.id(), context.attempt()));
    }

    /** An assertion of the test does not hold in a handler; Comm makes it the answer, the run has to know it too. */
    synchronized void assertionFailed(int process, AssertionError error) {
        assertions.putIfAbsent(process, error);
    }

    /** What the program of a process threw or, if it threw nothing, the first assertion that failed in a handler. */
    public synchronized Throwable errorOf(int process, Throwable thrown) {
        return thrown != null ? thrown : assertions.get(process);
    }

    /** More waits for a peer of a process than before. */
    public synchronized void queued(int process, int endpoint, long controlBytes, long bulkBytes) {
        add(new Occurrence.Queued(now(), process, endpoint, controlBytes, bulkBytes));
    }

    /** A program ended; the error is its exception, or null. */
    public synchronized void programEnded(int process, int rank, Throwable error) {
        String thrown = error == null ? "" : error.getClass().getName();
        add(new Occurrence.ProgramEnded(now(), process, rank, thrown, error != null && Culprits.isComm(error)));
    }

    /** Adds a fault; before it is put in, so that it stands before its consequences. */
    public synchronized void fault(Occurrence.Fault.Kind kind, int process) {
        add(new Occurrence.Fault(now.getAsLong(), kind, process));
    }

    /** Adds anything. */
    public synchronized void add(Occurrence occurrence) {
        history.add(occurrence);
        listeners.forEach(listener -> listener.accept(occurrence));
    }

    /** Tells somebody everything that is added from now on. */
    public synchronized void listen(Consumer<Occurrence> listener) {
        listeners.add(listener);
    }

    /** Tells somebody of every frame from now on; to be called before there are machines. */
    public synchronized void frames(FrameListener listener) {
        frames = listener;
    }

    /** The listener for frames; null for none. */
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
     * The life of an incarnation; a member that the master welcomed but that does not know it yet has no process here.
     */
    synchronized Life life(int rank, long incarnation) {
        return lives.computeIfAbsent(incarnation, drawn -> new Life(-1, rank, drawn));
    }

    synchronized void decided(CollectiveCommand.Decision decision) {
        Instance instance = new Instance(decision.communicator(), decision.sequence());
        add(new Occurrence.Decided(now(), instance, decision));
    }
}
