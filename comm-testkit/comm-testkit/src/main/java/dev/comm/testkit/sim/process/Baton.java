package dev.comm.testkit.sim.process;

import java.util.concurrent.locks.LockSupport;

/**
 * The right to run, of which a world has one. A thread that pauses runs the events of the world on itself until the
 * next turn of an actor. If the turn belongs to its own actor, no thread is switched, else one thread is switched.
 *
 * <p>The thread that started the run checks from time to time whether a thread waits for an event outside of virtual
 * time.
 */
final class Baton {
    /** The time between two checks for a sleep, which is short so that a sleep of a millisecond or two is seen. */
    private static final long GLANCE_NANOS = 1_000_000;

    private static final int GLANCES_PER_LOOK = 100;

    /**
     * The number of real seconds for which a thread may wait outside of the simulation. The value is generous, because
     * the machine may be busy.
     */
    private final int patienceSeconds = Integer.getInteger("comm.sim.patience", 60);

    private final Simulation simulation;
    private Thread home;
    private volatile boolean isHome = true;
    private volatile Actor holder;
    private volatile long turns;
    private Throwable thrown;

    Baton(Simulation simulation) {
        this.simulation = simulation;
    }

    /**
     * Runs the world on the thread that starts a run. Returns when the world is over, or throws the exception of an
     * event.
     */
    void run() {
        home = Thread.currentThread();
        Actor first = next();
        if (first != null) {
            isHome = false;
            give(first);
            awaitReturn();
        }
        Throwable error = thrown;
        thrown = null;
        if (error instanceof Error e) {
            throw e;
        } else if (error instanceof RuntimeException e) {
            throw e;
        }
    }

    /** Passes the baton on from an actor that pauses. Returns when the actor has its next turn. */
    void passOn(Actor actor) {
        ActorThread thread = actor.thread();
        boolean interrupted = thread.beginsToHost();
        Actor next = next();
        thread.endsToHost(interrupted);
        if (next != actor) {
            give(next);
            thread.awaitTurn();
        }
    }

    /** Passes the baton on from an actor that has ended. Returns an actor that this thread may carry next, or null. */
    Actor passOnAfterEnd(ActorThread thread) {
        Actor next = next();
        if (next != null && !next.isOnThread()) {
            next.carriedBy(thread);
            holder = next;
            turns++;
            return next;
        }
        thread.retire();
        give(next);
        return null;
    }

    /** Runs events until an actor has its turn. Returns null if the run is over. */
    private Actor next() {
        try {
            return simulation.untilNextTurn();
        } catch (Throwable e) {
            thrown = e;
            return null;
        }
    }

    private void give(Actor next) {
        turns++;
        holder = next;
        if (next == null) {
            isHome = true;
            LockSupport.unpark(home);
        } else {
            next.thread().turn();
        }
    }

    private void awaitReturn() {
        Stillness stillness = new Stillness(patienceSeconds);
        int glances = 0;
        while (!isHome) {
            LockSupport.parkNanos(this, GLANCE_NANOS);
            Actor actor = holder;
            if (isHome || actor == null) {
                continue;
            }
            glance(actor);
            if (++glances % GLANCES_PER_LOOK == 0
                    && stillness.isOver(System.nanoTime(), turns + simulation.events(), actor.isWaitingElsewhere())) {
                isHome = true;
                simulation.stuck(actor);
            }
        }
    }

    /**
     * Checks whether an actor sleeps in real time. The sleep ends by itself, but the run is worthless and fails after
     * the sleep.
     */
    private void glance(Actor actor) {
        SimulationError asleep = actor.asleep();
        if (asleep != null) {
            simulation.fail(asleep);
        }
    }
}
