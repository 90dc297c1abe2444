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
    /** The state of a process. */
    public enum State {
        /** The process runs. */
        RUNNING,
        /** The process is stopped, as by SIGSTOP. The kernel still takes bytes for the process. */
        FROZEN,
        /** The process was killed, as by SIGKILL, or vanished with its host. This state is final. */
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

    /** Returns the world of the process. */
    public Simulation simulation() {
        return simulation;
    }

    /** Returns the name for people and traces. */
    public String name() {
        return name;
    }

    /** Returns the position among the processes of the world. */
    public int number() {
        return number;
    }

    /** Returns the state. */
    public State state() {
        return state;
    }

    /** Returns whether the process is dead. */
    public boolean isCrashed() {
        return state == State.CRASHED;
    }

    /** Returns whether the process is frozen. */
    public boolean isStopped() {
        return state == State.FROZEN;
    }

    /** Returns whether each thread of the process has ended. */
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
     * Lets the clock of the process run faster or slower than the clock of the world from now on; 1.05 gains 5 %. The
     * clock does not jump, because it is the monotonic clock of a machine and cannot be set. Later processes of the
     * host have the same rate.
     *
     * @param rate the rate, more than 0
     */
    public void drift(double rate) {
        clock.rate(rate);
        host.clockRate(rate);
        rearm();
        // A caller that waits until a time has to compute the end of its wait again.
        actors.forEach(simulation::wake);
    }

    /** Returns the time of the process's own monotonic clock. */
    public long clockNanos() {
        return clock.nanos();
    }

    /** Returns the time of the world at which the process's clock will show a time, if its rate stays the same. */
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

    /** Lets virtual time pass. Called on a thread of a process. */
    public static void pause(long nanos) {
        waitFor(nanos, () -> false);
    }

    /** Lets virtual time pass, even if the thread is interrupted. Called on a thread of a process. */
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

    /** Waits until a stage is complete or the given virtual time has passed. Called on a thread of a process. */
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

    /** Runs an action inside the process after a delay. */
    public void later(long delayNanos, Runnable action) {
        simulation.at(simulation.now() + delayNanos, this, action);
    }

    /** Runs an action inside the process when the given time has passed by the clock of the process. */
    public void timer(long nanos, Runnable action) {
        simulation.at(worldNanos(clockNanos() + nanos), this, action);
    }

    /** Runs an action now, or on thaw if the process is frozen. A dead process never runs it. */
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
            // The process was killed in the middle of the action, and does not finish it.
            if (!isCrashed()) {
                throw killed;
            }
        }
    }

    /** Sets the timers of the process anew, after its last action is complete. */
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

    /** Stops the process, as by SIGSTOP. Returns false if the process is dead or already stopped. */
    public boolean freeze() {
        if (state == State.CRASHED || state == State.FROZEN && pause == 0) {
            return false;
        }
        state = State.FROZEN;
        pause = 0;
        note("freezes");
        return true;
    }

    /** Resumes the process. The actions that were due meanwhile happen now, in their order. */
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

    /** Stops all threads of the process for a while, as in a garbage collection. */
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

    /** Asks the process to end, as by SIGTERM. A process that is not part of a run yet ends at once. */
    public void terminate() {
        if (parts.isEmpty()) {
            crash();
        } else {
            note("is asked to end");
            happen(() -> parts.forEach(ProcessPart::asked));
        }
    }

    /** Ends the process at the end of its grace, unless its threads have ended before. */
    public void endAfterGrace(long graceNanos) {
        timer(graceNanos, () -> {
            if (!isIdle()) {
                crash();
            }
        });
    }

    /** Kills the process, as by SIGKILL. The kernel closes its connections. */
    public void crash() {
        if (die()) {
            parts.forEach(ProcessPart::killed);
        }
    }

    /** Kills the process together with its host. The other processes receive no signal. */
    public void vanish() {
        if (die()) {
            host.down(true);
        }
    }

    /** Lets the host return without the process. Old connections are reset as soon as the other side sends. */
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
        // The code that runs now may be on a thread of this process. The other threads unwind as soon as this thread
        // has passed the baton on.
        simulation.at(simulation.now(), () -> actors.forEach(simulation::kill));
        return true;
    }

    /** Marks the process as dead after the run, so that it does nothing while its threads unwind. */
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
