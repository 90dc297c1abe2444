package dev.comm.testkit.sim.process;

import org.apiguardian.api.API;

/** A thread of a simulated process. It runs while it has the baton, and passes the baton on in {@link #pause}. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Actor implements Comparable<Actor> {
    private final SimProcess process;
    private final int number;
    private final String name;
    private final Runnable body;
    private ActorThread thread;
    private boolean killed;
    private boolean ending;
    private boolean ended;

    Actor(SimProcess process, int number, String name, Runnable body) {
        this.process = process;
        this.number = number;
        this.name = name;
        this.body = body;
    }

    /** Returns the actor of the code on this thread, or null. */
    public static Actor current() {
        return Thread.currentThread() instanceof ActorThread thread ? thread.current() : null;
    }

    SimProcess process() {
        return process;
    }

    boolean isEnded() {
        return ended;
    }

    boolean isOnThread() {
        return thread != null;
    }

    /** Prepares the next turn of the actor. Returns false if the actor has nothing left to do. */
    boolean takesTurn() {
        if (killed && thread == null) {
            ended = true;
        }
        if (!ended) {
            simulation().trace().add(simulation().now(), process.name(), "runs", number);
        }
        return !ended;
    }

    /** Returns the thread that carries the actor. The thread is taken from the pool when the first turn begins. */
    ActorThread thread() {
        if (thread == null) {
            carriedBy(ActorThread.take());
        }
        return thread;
    }

    void carriedBy(ActorThread carrier) {
        thread = carrier;
        carrier.carry(this);
    }

    /** Marks the actor as killed. It unwinds in its next turn. */
    void kill() {
        killed = true;
    }

    /** Passes the baton on until the actor is woken. Called on the actor's thread. */
    public void pause() {
        checkAlive();
        simulation().baton().passOn(this);
        checkAlive();
    }

    void checkAlive() {
        if (killed) {
            throw new ProcessKilled(process.name());
        }
    }

    /** Ends this thread alone, at its next call of Comm. */
    void endThread() {
        ending = true;
    }

    /** Throws if the process is dead or the thread is to end. Called on the thread of an actor that calls Comm. */
    public static void begin() {
        Actor actor = current();
        if (actor != null) {
            actor.checkAlive();
            if (actor.ending) {
                actor.ending = false;
                throw new ThreadKilled(actor.name);
            }
        }
    }

    /** Runs the whole body. Called on the actor's thread. */
    void run() {
        try {
            if (!killed) {
                body.run();
            }
        } catch (ProcessKilled expected) {
            // A killed thread ends in this way.
        } catch (Throwable e) {
            simulation().fail(new SimulationError(process.name() + " thread '" + name + "' ended with " + e, e));
        } finally {
            ended = true;
        }
    }

    /**
     * Abandons the actor, because its code waits for an event outside of virtual time. The actor never gets a turn
     * again.
     */
    SimulationError abandon() {
        SimulationError error = thread.stuck(who());
        killed = true;
        ended = true;
        thread.abandon();
        return error;
    }

    /** Returns an error if the code of the actor sleeps in real time, else null. May be called on any thread. */
    SimulationError asleep() {
        ActorThread carrier = thread;
        return carrier != null && carrier.isAsleep() ? carrier.asleep(who()) : null;
    }

    /** Returns whether the actor waits outside of the simulation. */
    boolean isWaitingElsewhere() {
        ActorThread carrier = thread;
        return carrier != null && carrier.isWaitingElsewhere();
    }

    private String who() {
        return process.name() + " thread '" + name + "'";
    }

    /** Wakes the actor, because its wait may have to end. */
    void wake() {
        simulation().wake(this);
    }

    /** Reports that the thread that carries the actor was interrupted. */
    void interrupted(Thread carrier) {
        if (!ended) {
            simulation().watcher().interrupted(process, carrier);
        }
        wake();
    }

    Simulation simulation() {
        return process.simulation();
    }

    @Override
    public int compareTo(Actor other) {
        return Integer.compare(number, other.number);
    }
}
