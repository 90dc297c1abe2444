package dev.comm.testkit.sim.process;

import java.util.concurrent.locks.LockSupport;

/**
 * The right to run, of which a world has one. A thread that pauses lets the world's events happen on itself until the
 * next turn of an actor comes. If it is its own, no thread is switched; if not, one is.
 *
 * <p>The thread that started the run looks from time to time whether a thread waits for an event that virtual time does
 * not bring.
 */
final class Baton {
    /** Short, so that a sleep of a millisecond or two is seen. */
    private static final long GLANCE_NANOS = 1_000_000;

    private static final int GLANCES_PER_LOOK = 100;
    private static final int LOOKS_PER_SECOND = 10;

    /** Real seconds a thread may wait for something else; generous, because the machine may be busy. */
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
     * On the thread that starts a run: returns when the world says that it is over, or throws the exception of an
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

    /** On the thread of an actor that pauses: returns when its next turn has come. */
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

    /** On the thread of an actor that has ended: gives an actor that this thread may carry next, or null. */
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

    /** Lets events happen until a turn comes; null if the run is over. */
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
        long seen = -1;
        int looks = 0;
        int waiting = 0;
        int glances = 0;
        while (!isHome) {
            LockSupport.parkNanos(this, GLANCE_NANOS);
            Actor actor = holder;
            if (isHome || actor == null) {
                continue;
            }
            glance(actor);
            if (++glances % GLANCES_PER_LOOK > 0) {
                continue;
            }
            long progress = turns + simulation.events();
            looks = progress == seen ? looks + 1 : 0;
            waiting = progress == seen && actor.thread().isWaitingElsewhere() ? waiting + 1 : 0;
            seen = progress;
            if (waiting > patienceSeconds * LOOKS_PER_SECOND || looks > 10 * patienceSeconds * LOOKS_PER_SECOND) {
                isHome = true;
                simulation.stuck(actor);
            }
        }
    }

    /** Who sleeps goes on by itself; the run is worthless all the same, and ends when it has gone on. */
    private void glance(Actor actor) {
        SimulationError asleep = actor.asleep();
        if (asleep != null) {
            simulation.fail(asleep);
        }
    }
}
