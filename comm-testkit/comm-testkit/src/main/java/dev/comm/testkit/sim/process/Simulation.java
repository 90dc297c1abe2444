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
 * <p>Exactly one thread runs at a time, which is the thread with the {@link Baton}. The thread that called {@link #run}
 * gives the baton away, and gets it back at the end. Nothing here is safe for use by other threads.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Simulation {
    /**
     * The largest number of events in one instant. More events mean that a machine requests a deadline in the past
     * again and again.
     */
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

    /** Creates a world at time zero. */
    public Simulation(long seed, Trace trace) {
        this.streams = new RandomStreams(seed);
        this.trace = trace;
        this.schedule = streams.of("schedule");
    }

    /** Returns the virtual nanoseconds since the start. */
    public long now() {
        return now;
    }

    /** Returns the random streams of the seed. */
    public RandomStreams streams() {
        return streams;
    }

    /** Returns the trace so far. */
    public Trace trace() {
        return trace;
    }

    /** Sets the wiring that joins the hosts. There is at most one. */
    public void wire(Wiring value) {
        wiring = value;
    }

    /** Returns the wiring that joins the hosts. The default joins nothing. */
    public Wiring wiring() {
        return wiring;
    }

    /** Returns the number of events that happened. */
    public long events() {
        return events;
    }

    /** Sets the watcher of the processes. There is at most one. */
    public void watch(Watcher value) {
        watcher = value;
    }

    /** Sets the number of events after which a run counts as endless. */
    public void limitEvents(long most) {
        eventsMax = most;
    }

    public Watcher watcher() {
        return watcher;
    }

    /** Creates a process on a host of its own. The process does nothing until an action is started in it. */
    public SimProcess process(String name) {
        return add(new SimProcess(this, name, processes.size(), new Host(processes.size())));
    }

    /**
     * Creates a process on the host of a dead process. The obstacles on the routes of the host remain. If the host had
     * vanished, it returns and knows none of its old connections.
     */
    public SimProcess successor(SimProcess other, String name) {
        other.hostReturns();
        return add(new SimProcess(this, name, processes.size(), other.host()));
    }

    private SimProcess add(SimProcess process) {
        processes.add(process);
        return process;
    }

    /** Returns all processes, in the order of their creation. */
    public List<SimProcess> processes() {
        return List.copyOf(processes);
    }

    /** Plans an action for a time, independent of the state of any process. A time in the past stands for now. */
    public void at(long nanos, Runnable action) {
        at(nanos, null, action);
    }

    /** Plans an action inside a process. A frozen process runs it later, and a crashed process never runs it. */
    public void at(long nanos, SimProcess process, Runnable action) {
        queue.add(new Happening(Math.max(nanos, now), number++, process, action));
    }

    /** Draws a small random time, like the time of a scheduler or a context switch. */
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
     * Wakes an actor, which gets the baton after the present event. Several woken actors run in their own order, not in
     * the order of the calls.
     */
    public void wake(Actor actor) {
        woken.add(actor);
    }

    /** Gives an actor its turn as soon as the present event is complete. */
    void turn(Actor actor) {
        turns.add(actor);
    }

    /** Gives an actor its last turn, in which it unwinds. */
    void kill(Actor actor) {
        actor.kill();
        turns.add(actor);
    }

    Baton baton() {
        return baton;
    }

    /** Keeps the first error that makes the run worthless. */
    void fail(SimulationError error) {
        if (failure == null) {
            failure = error;
        }
    }

    /** Fails the run, because an actor does not give the baton back. */
    void stuck(Actor actor) {
        fail(actor.abandon());
        if (!closing) {
            throw failure;
        }
    }

    /**
     * Runs events until the condition holds, no event is left, or the time has come.
     *
     * @param until the virtual time in nanoseconds, to which the clock goes if no event is left
     * @throws SimulationError if the run is worthless, for example because user code waited outside of the simulation
     */
    public void run(long until, BooleanSupplier condition) {
        untilNanos = until;
        done = condition;
        baton.run();
    }

    /** Runs events until an actor has its turn. Returns the actor, or null if the run is over. */
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

    /** Completes the last event, after all turns that it caused. */
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

    /** Ends every process and every thread that is left. Call this method once when the run is over. */
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

    /** A planned event. Events are ordered by time, then by the order of planning. */
    private record Happening(long nanos, long number, SimProcess process, Runnable action)
            implements Comparable<Happening> {
        @Override
        public int compareTo(Happening other) {
            int byTime = Long.compare(nanos, other.nanos);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }
}
