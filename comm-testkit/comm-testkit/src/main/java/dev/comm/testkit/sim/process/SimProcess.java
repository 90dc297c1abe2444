package dev.comm.testkit.sim.process;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.apiguardian.api.API;

/** One simulated process with its own clock, threads, drivers and connections. */
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
    private final Host host;
    private final SplittableRandom random;
    private final List<Actor> actors = new ArrayList<>();
    private final List<ProcessPart> parts = new ArrayList<>();
    private final ArrayDeque<Runnable> postponed = new ArrayDeque<>();
    private final DriftingClock clock;
    private State state = State.RUNNING;
    private boolean happening;
    private int pauses;
    private int pause;

    SimProcess(Simulation simulation, String name, int number, Host host) {
        this.simulation = simulation;
        this.name = name;
        this.number = number;
        this.host = host;
        this.random = simulation.streams().of("node[" + name + "]");
        this.clock = new DriftingClock(simulation, random.nextLong(1L << 40), host.clockRate());
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

    /** How it is. */
    public State state() {
        return state;
    }

    /** Whether it is dead. */
    public boolean isCrashed() {
        return state == State.CRASHED;
    }

    /** Whether it is frozen. */
    public boolean isStopped() {
        return state == State.FROZEN;
    }

    /** Whether each of its threads has ended. */
    public boolean isIdle() {
        return actors.stream().allMatch(Actor::isEnded);
    }

    public SplittableRandom random() {
        return random;
    }

    public Host host() {
        return host;
    }

    /**
     * Lets its clock run faster or slower than the world's from now on: 1.05 gains 5 %. The time of the clock does not
     * jump: it is the monotonic clock of a machine, which nobody can set. Later processes of its host have the same
     * rate.
     *
     * @param rate more than 0
     */
    public void drift(double rate) {
        clock.rate(rate);
        host.clockRate(rate);
        rearm();
        // A caller that waits until a time looks again when that will be.
        actors.forEach(simulation::wake);
    }

    /** Its own monotonic clock. */
    public long clockNanos() {
        return clock.nanos();
    }

    /** When its own clock will show a time, if it goes on at its rate. */
    public long worldNanos(long clockNanos) {
        return clock.worldNanos(clockNanos);
    }

    /** Starts a thread that may wait inside the simulation. */
    public void start(String threadName, Runnable body) {
        Actor actor = new Actor(this, simulation.nextActorNumber(), threadName, body);
        actors.add(actor);
        simulation.add(actor);
        simulation.wake(actor);
    }

    /** On one of its threads: lets virtual time pass. */
    public static void pause(long nanos) {
        waitFor(nanos, () -> false);
    }

    /** On one of its threads: lets virtual time pass, even if the thread is interrupted. */
    public static void sleepThrough(long nanos) {
        Actor actor = Actor.current();
        if (actor == null) {
            throw new IllegalStateException("only a program of a simulated cluster can wait like this");
        }
        Simulation simulation = actor.process().simulation();
        long end = simulation.now() + nanos;
        simulation.at(end, actor.process(), () -> simulation.wake(actor));
        while (simulation.now() < end) {
            actor.pause();
        }
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
    public void later(long delayNanos, Runnable action) {
        simulation.at(simulation.now() + delayNanos, this, action);
    }

    /** Lets something happen inside it when so much time has passed by its own clock. */
    public void timer(long nanos, Runnable action) {
        simulation.at(worldNanos(clockNanos() + nanos), this, action);
    }

    /** Lets the action happen now, on thaw if it is frozen, never if it is dead. */
    public void happen(Runnable action) {
        if (state == State.FROZEN) {
            postponed.add(action);
        } else if (state == State.RUNNING) {
            happening = true;
            runUnlessKilled(action);
        }
    }

    private void runUnlessKilled(Runnable action) {
        try {
            action.run();
        } catch (ProcessKilled killed) {
            // It was killed in the middle of it, and does the rest no more.
            if (!isCrashed()) {
                throw killed;
            }
        }
    }

    /** What happened last in it is through. */
    void happened() {
        if (!happening) {
            return;
        }
        happening = false;
        rearm();
    }

    private void rearm() {
        for (int i = 0; i < parts.size(); i++) {
            parts.get(i).rearm();
        }
    }

    public void add(ProcessPart part) {
        parts.add(part);
    }

    /** Stops it, as by SIGSTOP; false if it is dead or stopped already. */
    public boolean freeze() {
        if (state == State.CRASHED || state == State.FROZEN && pause == 0) {
            return false;
        }
        state = State.FROZEN;
        pause = 0;
        note("freezes");
        return true;
    }

    /** Lets it go on; what was due meanwhile happens now, in its order. */
    public void thaw() {
        if (state != State.FROZEN) {
            return;
        }
        state = State.RUNNING;
        pause = 0;
        note("thaws");
        while (!postponed.isEmpty()) {
            simulation.at(simulation.now(), this, postponed.poll());
        }
    }

    /** All its threads stand still for a while, as in a collection of garbage. */
    public void pauseAll(long nanos) {
        if (freeze()) {
            int number = ++pauses;
            pause = number;
            simulation.watcher().paused(this);
            simulation.at(simulation.now() + nanos, () -> {
                if (pause == number) {
                    simulation.watcher().resumed(this);
                    thaw();
                }
            });
        }
    }

    /** Kills it, as by SIGKILL: its kernel closes the connections. */
    public void crash() {
        if (die()) {
            parts.forEach(ProcessPart::killed);
        }
    }

    /** Kills it together with its host: nobody is told. */
    public void vanish() {
        if (die()) {
            host.down(true);
        }
    }

    /** Its host is there again, without it: old connections are reset as soon as the other side sends. */
    public void hostReturns() {
        if (host.isDown()) {
            parts.forEach(ProcessPart::lost);
            host.down(false);
            simulation.wiring().hostReturned();
        }
    }

    private boolean die() {
        if (state == State.CRASHED) {
            return false;
        }
        state = State.CRASHED;
        pause = 0;
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

    public void checkAlive() {
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
