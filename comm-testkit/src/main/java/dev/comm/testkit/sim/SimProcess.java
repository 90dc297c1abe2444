package dev.comm.testkit.sim;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.apiguardian.api.API;

/** One simulated process with its own clock, threads, cranks and connections. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class SimProcess {
    /** How a process is. */
    public enum State {
        /** It runs. */
        RUNNING,
        /** Stopped as by SIGSTOP: the kernel still takes bytes for it. */
        FROZEN,
        /** Killed as by SIGKILL, or vanished with its host. Final. */
        CRASHED
    }

    private final Simulation simulation;
    private final String name;
    private final int number;
    private final int place;
    private final SplittableRandom random;
    private final List<Actor> actors = new ArrayList<>();
    private final List<SimCrank> cranks = new ArrayList<>();
    private final List<SimTransport> transports = new ArrayList<>();
    private final ArrayDeque<Runnable> postponed = new ArrayDeque<>();
    private final long clockOffset;
    private double clockRate = 1;
    private State state = State.RUNNING;
    private boolean happening;

    SimProcess(Simulation simulation, String name, int number, int place) {
        this.simulation = simulation;
        this.name = name;
        this.number = number;
        this.place = place;
        this.random = simulation.streams().of("node[" + name + "]");
        this.clockOffset = random.nextLong(1L << 40);
    }

    /** Its world. */
    public Simulation simulation() {
        return simulation;
    }

    /** Name for people and traces. */
    public String name() {
        return name;
    }

    /** Position among the processes of the world. */
    public int number() {
        return number;
    }

    /** Where it is in the network: the number of the first process that ran there. */
    int place() {
        return place;
    }

    /** How it is. */
    public State state() {
        return state;
    }

    /** Whether it is dead. */
    public boolean isCrashed() {
        return state == State.CRASHED;
    }

    /** Whether each of its threads has ended. */
    public boolean isIdle() {
        return actors.stream().allMatch(Actor::isEnded);
    }

    SplittableRandom random() {
        return random;
    }

    /** Lets its clock run faster or slower than the world's; before anything is started in it. */
    public void drift(double rate) {
        clockRate = rate;
    }

    /** Its own monotonic clock. */
    public long clockNanos() {
        return clockOffset + (long) (simulation.now() * clockRate);
    }

    /** When its own clock will show a time. */
    long worldNanos(long clockNanos) {
        if (clockNanos == Long.MAX_VALUE) {
            return Long.MAX_VALUE;
        }
        // One more, so that its clock shows no less when the time has come.
        return (long) Math.min(Long.MAX_VALUE / 2, (clockNanos - clockOffset) / clockRate) + (clockRate == 1 ? 0 : 1);
    }

    /** Starts a thread that may wait inside the simulation. */
    public void start(String threadName, Runnable body) {
        Actor actor = new Actor(this, simulation.nextActorNumber(), threadName, body);
        actors.add(actor);
        simulation.add(actor);
        simulation.wake(actor);
    }

    /** Whether this is a thread of a simulated process. */
    public static boolean isCurrent() {
        return Actor.current() != null;
    }

    /** On one of its threads: lets virtual time pass. */
    public static void pause(long nanos) {
        waitFor(nanos, () -> false);
    }

    /** On one of its threads: waits until a stage is complete or virtual time has passed. */
    public static void await(CompletionStage<?> stage, long nanos) {
        CompletableFuture<?> future = stage.toCompletableFuture();
        Actor actor = Actor.current();
        if (actor != null) {
            stage.whenComplete((value, error) -> actor.wake());
        }
        waitFor(nanos, future::isDone);
    }

    private static void waitFor(long nanos, BooleanSupplier done) {
        Actor actor = Actor.current();
        if (actor == null) {
            throw new IllegalStateException("only a program of a simulated cluster can wait like this");
        }
        Simulation simulation = actor.process().simulation();
        long end = simulation.now() + nanos;
        if (!done.getAsBoolean()) {
            simulation.at(end, actor.process(), () -> simulation.wake(actor));
        }
        while (simulation.now() < end
                && !done.getAsBoolean()
                && !Thread.currentThread().isInterrupted()) {
            actor.pause();
        }
    }

    /** Lets something happen inside it. */
    void later(long delayNanos, Runnable action) {
        simulation.at(simulation.now() + delayNanos, this, action);
    }

    /** Lets the action happen now, on thaw if it is frozen, never if it is dead. */
    void happen(Runnable action) {
        if (state == State.FROZEN) {
            postponed.add(action);
        } else if (state == State.RUNNING) {
            happening = true;
            action.run();
        }
    }

    /** What happened last in it is through. */
    void happened() {
        if (!happening) {
            return;
        }
        happening = false;
        for (int i = 0; i < cranks.size(); i++) {
            cranks.get(i).rearm();
        }
    }

    void add(SimCrank crank) {
        cranks.add(crank);
    }

    void add(SimTransport transport) {
        transports.add(transport);
    }

    /** Stops it, as by SIGSTOP. */
    public void freeze() {
        if (state == State.RUNNING) {
            state = State.FROZEN;
            note("freezes");
        }
    }

    /** Lets it go on; what was due meanwhile happens now, in its order. */
    public void thaw() {
        if (state != State.FROZEN) {
            return;
        }
        state = State.RUNNING;
        note("thaws");
        while (!postponed.isEmpty()) {
            simulation.at(simulation.now(), this, postponed.poll());
        }
    }

    /** Kills it, as by SIGKILL: its kernel closes the connections. */
    public void crash() {
        if (die()) {
            transports.forEach(SimTransport::killed);
        }
    }

    /** Kills it together with its host: nobody is told. */
    public void vanish() {
        if (die()) {
            simulation.network().isolate(this);
        }
    }

    private boolean die() {
        if (state == State.CRASHED) {
            return false;
        }
        state = State.CRASHED;
        postponed.clear();
        note("crashes");
        // Its own thread may be what runs now; the others unwind as soon as it has given the baton back.
        simulation.at(simulation.now(), () -> actors.forEach(simulation::kill));
        return true;
    }

    /** The run is over: it must do nothing any more while its threads unwind. */
    void abandon() {
        state = State.CRASHED;
        postponed.clear();
    }

    void checkAlive() {
        if (state == State.CRASHED) {
            throw new ProcessKilled(name);
        }
    }

    private void note(String what) {
        simulation.trace().add(simulation.now(), name, what, 0);
    }

    @Override
    public String toString() {
        return name + "(" + state + ")";
    }
}
