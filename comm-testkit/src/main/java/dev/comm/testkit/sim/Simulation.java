package dev.comm.testkit.sim;

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
 * <p>Exactly one thread runs at a time: the one that called {@link #run}, or an {@link Actor} to which it has handed
 * the baton. Nothing here is safe for use by other threads.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Simulation {
    /** So many events in one instant mean that a machine asks for a deadline in the past again and again. */
    private static final int EVENTS_PER_INSTANT_MAX = 200_000;

    private final PriorityQueue<Happening> queue = new PriorityQueue<>();
    private final TreeSet<Actor> woken = new TreeSet<>();
    private final List<Actor> actors = new ArrayList<>();
    private final List<SimProcess> processes = new ArrayList<>();
    private final Streams streams;
    private final Trace trace;
    private final SplittableRandom schedule;
    private final SimNetwork network;
    private Watcher watcher = new Watcher() {};
    private long now;
    private long number;
    private long events;
    private long eventsMax = 5_000_000;
    private int atThisInstant;
    private SimulationError failure;

    /** A world at time zero. */
    public Simulation(long seed, Trace trace) {
        this.streams = new Streams(seed);
        this.trace = trace;
        this.schedule = streams.of("schedule");
        this.network = new SimNetwork(this);
    }

    /** Virtual nanoseconds since the start. */
    public long now() {
        return now;
    }

    /** The random streams of the seed. */
    public Streams streams() {
        return streams;
    }

    /** The trace so far. */
    public Trace trace() {
        return trace;
    }

    /** The network between the processes. */
    public SimNetwork network() {
        return network;
    }

    /** Events that happened. */
    public long events() {
        return events;
    }

    /** Sets who is told of what the processes do; at most one. */
    public void watch(Watcher value) {
        watcher = value;
    }

    Watcher watcher() {
        return watcher;
    }

    /** A new process; it does nothing until something is started in it. Its name decides its random numbers. */
    public SimProcess process(String name) {
        return add(new SimProcess(this, name, processes.size(), processes.size()));
    }

    /** A new process at the place in the network where another ran: what is done to its links goes on. */
    public SimProcess successor(SimProcess other, String name) {
        return add(new SimProcess(this, name, processes.size(), other.place()));
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
    void at(long nanos, SimProcess process, Runnable action) {
        queue.add(new Happening(Math.max(nanos, now), number++, process, action));
    }

    /** A small random time: what a scheduler or a context switch takes. */
    long jitterNanos() {
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
    void wake(Actor actor) {
        woken.add(actor);
    }

    /** Remembers the first thing that makes the run worthless. */
    void fail(SimulationError error) {
        if (failure == null) {
            failure = error;
        }
    }

    /**
     * Lets events happen until the condition holds, nothing is left, or the time has come.
     *
     * @param untilNanos virtual time; it is reached if nothing else is left
     * @throws SimulationError if the run is worthless, for example because user code waited outside of the simulation
     */
    public void run(long untilNanos, BooleanSupplier done) {
        settle();
        while (!done.getAsBoolean()) {
            Happening next = queue.peek();
            if (next == null || next.nanos() > untilNanos) {
                now = Math.max(now, untilNanos);
                return;
            }
            queue.poll();
            advance(next);
            happen(next);
            settle();
        }
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
            at(now + jitterNanos(), actor.process(), actor::goOn);
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** Ends every process and every thread that is left; to be called once when the run is over. */
    public void close() {
        processes.forEach(SimProcess::abandon);
        SimulationError stuck = null;
        for (Actor actor : actors) {
            try {
                actor.kill();
            } catch (SimulationError e) {
                stuck = e;
            }
        }
        if (stuck != null && failure == null) {
            throw stuck;
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
