package dev.comm.testkit.sim.process;

import dev.comm.testkit.Trace;
import dev.comm.testkit.engine.RandomStreams;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.apiguardian.api.API;

/**
 * One simulated world: virtual time, a queue of events ordered by time and number, and processes.
 *
 * <p>Exactly one thread runs at a time, the one that has the {@link Baton}: it was given by the one that called
 * {@link #run}, and comes back to it in the end. Nothing here is safe for use by other threads.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Simulation {
    /** So many events in one instant mean that a machine asks for a deadline in the past again and again. */
    private static final int EVENTS_PER_INSTANT_MAX = 200_000;

    private final PriorityQueue<Happening> queue = new PriorityQueue<>();
    private final TreeSet<Actor> woken = new TreeSet<>();
    private final ArrayDeque<Actor> turns = new ArrayDeque<>();
    private final List<Actor> actors = new ArrayList<>();
    private final List<SimProcess> processes = new ArrayList<>();
    private final RandomStreams streams;
    private final Trace trace;
    private final SplittableRandom schedule;
    private final Baton baton = new Baton(this);
    private Watcher watcher = new Watcher() {};
    private Wiring wiring = () -> {};
    private long now;
    private long number;
    private long events;
    private long eventsMax = 5_000_000;
    private int atThisInstant;
    private volatile SimulationError failure;
    private Happening current;
    private long untilNanos;
    private BooleanSupplier done = () -> true;
    private boolean closing;

    /** A world at time zero. */
    public Simulation(long seed, Trace trace) {
        this.streams = new RandomStreams(seed);
        this.trace = trace;
        this.schedule = streams.of("schedule");
    }

    /** Virtual nanoseconds since the start. */
    public long now() {
        return now;
    }

    /** The random streams of the seed. */
    public RandomStreams streams() {
        return streams;
    }

    /** The trace so far. */
    public Trace trace() {
        return trace;
    }

    /** Sets what joins the hosts; at most one. */
    public void wire(Wiring value) {
        wiring = value;
    }

    /** What joins the hosts; nothing does until it is set. */
    public Wiring wiring() {
        return wiring;
    }

    /** Events that happened. */
    public long events() {
        return events;
    }

    /** Sets who is told of what the processes do; at most one. */
    public void watch(Watcher value) {
        watcher = value;
    }

    /** Sets how many events a run may have before it is taken for one without end. */
    public void limitEvents(long most) {
        eventsMax = most;
    }

    public Watcher watcher() {
        return watcher;
    }

    /** A new process on a host of its own; it does nothing until something is started in it. */
    public SimProcess process(String name) {
        return add(new SimProcess(this, name, processes.size(), new Host(processes.size())));
    }

    /**
     * A new process on the host of another that is dead: what is done to its routes goes on. If the host had gone it is
     * there again, and knows nothing of its old connections.
     */
    public SimProcess successor(SimProcess other, String name) {
        other.hostReturns();
        return add(new SimProcess(this, name, processes.size(), other.host()));
    }

    private SimProcess add(SimProcess process) {
        processes.add(process);
        return process;
    }

    /** All processes, in the order in which they were made. */
    public List<SimProcess> processes() {
        return List.copyOf(processes);
    }

    /** Lets something happen at a time, which must not have passed, whatever becomes of the processes. */
    public void at(long nanos, Runnable action) {
        at(nanos, null, action);
    }

    /** Lets something happen inside a process: later if it is frozen, never if it has crashed. */
    public void at(long nanos, SimProcess process, Runnable action) {
        queue.add(new Happening(Math.max(nanos, now), number++, process, action));
    }

    /** A small random time: what a scheduler or a context switch takes. */
    public long jitterNanos() {
        return 1 + schedule.nextLong(20_000);
    }

    int nextActorNumber() {
        return actors.size();
    }

    void add(Actor actor) {
        actors.add(actor);
    }

    /**
     * The actor may go on; it gets the baton after the event that runs now. Several wake in their own order, not in
     * that of the callers.
     */
    public void wake(Actor actor) {
        woken.add(actor);
    }

    /** The actor has its turn as soon as what happens now is through. */
    void turn(Actor actor) {
        turns.add(actor);
    }

    /** The same for its last turn, in which it unwinds. */
    void kill(Actor actor) {
        actor.kill();
        turns.add(actor);
    }

    Baton baton() {
        return baton;
    }

    /** Remembers the first thing that makes the run worthless. */
    void fail(SimulationError error) {
        if (failure == null) {
            failure = error;
        }
    }

    /** The run is worthless because an actor does not give the baton back. */
    void stuck(Actor actor) {
        fail(actor.abandon());
        if (!closing) {
            throw failure;
        }
    }

    /**
     * Lets events happen until the condition holds, nothing is left, or the time has come.
     *
     * @param until virtual time in nanoseconds; it is reached if nothing else is left
     * @throws SimulationError if the run is worthless, for example because user code waited outside of the simulation
     */
    public void run(long until, BooleanSupplier condition) {
        untilNanos = until;
        done = condition;
        baton.run();
    }

    /** Lets events happen until it is an actor's turn; gives that one, or null if the run is over. */
    Actor untilNextTurn() {
        while (true) {
            for (Actor next = turns.poll(); next != null; next = turns.poll()) {
                if (next.takesTurn()) {
                    return next;
                }
            }
            if (closing) {
                return null;
            }
            complete();
            if (isOver()) {
                return null;
            }
            current = queue.poll();
            advance(current);
            happen(current);
        }
    }

    /** What happened last is through, with all turns that it gave. */
    private void complete() {
        if (current != null && current.process() != null) {
            current.process().happened();
        }
        current = null;
        settle();
    }

    private boolean isOver() {
        if (done.getAsBoolean()) {
            return true;
        }
        Happening next = queue.peek();
        if (next == null || next.nanos() > untilNanos) {
            now = Math.max(now, untilNanos);
            return true;
        }
        return false;
    }

    private void advance(Happening next) {
        atThisInstant = next.nanos() == now ? atThisInstant + 1 : 0;
        now = next.nanos();
        events++;
        if (events > eventsMax || atThisInstant > EVENTS_PER_INSTANT_MAX) {
            throw new SimulationError("the run does not come to an end: " + events + " events at t=" + now + " ns, "
                    + atThisInstant + " of them at this instant; the last was of " + next.process());
        }
    }

    private void happen(Happening next) {
        if (next.process() == null) {
            next.action().run();
        } else {
            next.process().happen(next.action());
        }
    }

    private void settle() {
        while (!woken.isEmpty()) {
            Actor actor = woken.pollFirst();
            at(now + jitterNanos(), actor.process(), () -> turn(actor));
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** Ends every process and every thread that is left; to be called once when the run is over. */
    public void close() {
        closing = true;
        boolean failed = failure != null;
        processes.forEach(SimProcess::abandon);
        turns.clear();
        actors.forEach(this::kill);
        while (!turns.isEmpty()) {
            baton.run();
        }
        if (failure != null && !failed) {
            throw failure;
        }
    }

    /** Something that is to happen; ordered by time, then by the order of asking. */
    private record Happening(long nanos, long number, SimProcess process, Runnable action)
            implements Comparable<Happening> {
        @Override
        public int compareTo(Happening other) {
            int byTime = Long.compare(nanos, other.nanos);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }
}
