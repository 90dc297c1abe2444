package dev.comm.testkit.sim;

import java.util.concurrent.locks.LockSupport;

/** A thread of a simulated process. It runs while it has the baton; {@link #pause} is where it gives the baton back. */
final class Actor implements Comparable<Actor> {
    private static final ThreadLocal<Actor> CURRENT = new ThreadLocal<>();

    private final SimProcess process;
    private final int number;
    private final String name;
    private final Runnable body;
    private final Baton baton = new Baton();
    private ActorThread thread;
    private boolean killed;
    private boolean ended;

    Actor(SimProcess process, int number, String name, Runnable body) {
        this.process = process;
        this.number = number;
        this.name = name;
        this.body = body;
    }

    /** The actor that runs on this thread, or null. */
    static Actor current() {
        return CURRENT.get();
    }

    SimProcess process() {
        return process;
    }

    boolean isEnded() {
        return ended;
    }

    boolean isKilled() {
        return killed;
    }

    /** On the scheduler's thread: gives the baton until the actor pauses or ends. */
    void goOn() {
        if (ended) {
            return;
        }
        if (thread == null) {
            thread = ActorThread.take();
            thread.begin(this, this::run, baton);
        }
        process.simulation().trace().add(process.simulation().now(), process.name(), "runs", number);
        if (!baton.lend(thread)) {
            ended = true;
            process.simulation().fail(thread.stuck(process.name() + " thread '" + name + "'"));
            thread.abandon();
        }
    }

    /** On the scheduler's thread: makes it unwind and waits until it has. */
    void kill() {
        killed = true;
        if (thread == null) {
            ended = true;
        }
        for (int attempt = 0; !ended && attempt < 1_000; attempt++) {
            goOn();
        }
        if (!ended) {
            throw new SimulationError(process.name() + " thread '" + name
                    + "' goes on although its process has crashed; it must not catch Error");
        }
    }

    /** On the actor's thread: gives the baton back until somebody wakes it. */
    void pause() {
        checkAlive();
        baton.giveBack();
        checkAlive();
    }

    void checkAlive() {
        if (killed) {
            throw new ProcessKilled(process.name());
        }
    }

    private void run() {
        CURRENT.set(this);
        try {
            if (!killed) {
                body.run();
            }
        } catch (ProcessKilled expected) {
            // That is how it ends.
        } catch (Throwable e) {
            process.simulation()
                    .fail(new SimulationError(process.name() + " thread '" + name + "' ended with " + e, e));
        } finally {
            CURRENT.remove();
            ended = true;
        }
    }

    /** A wait may have to end. */
    void wake() {
        process.simulation().wake(this);
    }

    @Override
    public int compareTo(Actor other) {
        return Integer.compare(number, other.number);
    }

    /** Says who runs: the scheduler or the actor. */
    static final class Baton {
        private static final long LOOK_NANOS = 100_000_000;
        private static final int LOOKS_PER_SECOND = 10;

        /** Real seconds a thread may wait for something else; generous, because the machine may be busy. */
        private final int patienceSeconds = Integer.getInteger("comm.sim.patience", 60);

        private volatile boolean lent;
        private volatile Thread scheduler;

        /** Lends it and waits; false if it does not come back because the thread waits for something else. */
        boolean lend(ActorThread actor) {
            scheduler = Thread.currentThread();
            lent = true;
            LockSupport.unpark(actor);
            int waiting = 0;
            for (int looks = 0; lent; looks++) {
                LockSupport.parkNanos(this, LOOK_NANOS);
                if (lent) {
                    LockSupport.unpark(actor);
                }
                waiting = lent && actor.isWaitingElsewhere() ? waiting + 1 : 0;
                if (lent
                        && (waiting > patienceSeconds * LOOKS_PER_SECOND
                                || looks > 10 * patienceSeconds * LOOKS_PER_SECOND)) {
                    return false;
                }
            }
            return true;
        }

        void giveBack() {
            finish();
            awaitTurn();
        }

        void finish() {
            lent = false;
            LockSupport.unpark(scheduler);
        }

        void awaitTurn() {
            while (!lent) {
                LockSupport.park(this);
                // An interrupt wakes too; it stays set and must not make this spin.
                if (!lent && Thread.interrupted()) {
                    awaitTurn();
                    Thread.currentThread().interrupt();
                }
            }
        }
    }
}
