package dev.comm.testkit.sim.process;

import org.apiguardian.api.API;

/** A thread of a simulated process. It runs while it has the baton; {@link #pause} is where it gives the baton away. */
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

    /** The actor of the code on this thread, or null. */
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

    /** Its turn may come; false if there is nothing left for it to do. */
    boolean takesTurn() {
        if (killed && thread == null) {
            ended = true;
        }
        if (!ended) {
            simulation().trace().add(simulation().now(), process.name(), "runs", number);
        }
        return !ended;
    }

    /** The thread that carries it; taken from the pool when its first turn has come. */
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

    /** It has to unwind when it has its next turn. */
    void kill() {
        killed = true;
    }

    /** On the actor's thread: gives the baton away until somebody wakes it. */
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

    /** It alone ends at its next call of Comm. */
    void endThread() {
        ending = true;
    }

    /** On the thread of an actor that calls Comm: throws if its process is dead or the thread is to end. */
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

    /** On the actor's thread: everything that it does. */
    void run() {
        try {
            if (!killed) {
                body.run();
            }
        } catch (ProcessKilled expected) {
            // That is how it ends.
        } catch (Throwable e) {
            simulation().fail(new SimulationError(process.name() + " thread '" + name + "' ended with " + e, e));
        } finally {
            ended = true;
        }
    }

    /** Its code waits for something that virtual time does not bring: it never gets a turn again. */
    SimulationError abandon() {
        SimulationError error = thread.stuck(who());
        killed = true;
        ended = true;
        thread.abandon();
        return error;
    }

    /** From any thread: what is wrong if its code sleeps in real time, else null. */
    SimulationError asleep() {
        ActorThread carrier = thread;
        return carrier != null && carrier.isAsleep() ? carrier.asleep(who()) : null;
    }

    private String who() {
        return process.name() + " thread '" + name + "'";
    }

    /** A wait may have to end. */
    void wake() {
        simulation().wake(this);
    }

    /** Somebody interrupted the thread that carries it. */
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
