package dev.comm.testkit.sim;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A pooled thread that carries one actor after another. */
final class ActorThread extends Thread {
    private static final int IDLE_MAX = 64;

    /** The method that parks, below two of the JDK. */
    private static final int FRAMES = 3;

    private static final ArrayDeque<ActorThread> IDLE = new ArrayDeque<>();
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private volatile Runnable work;
    private volatile Actor actor;
    private volatile Actor.Baton baton;
    private volatile boolean abandoned;

    private ActorThread() {
        super("sim-actor-" + NUMBERS.incrementAndGet());
        setDaemon(true);
    }

    static ActorThread take() {
        synchronized (IDLE) {
            ActorThread idle = IDLE.poll();
            if (idle != null) {
                return idle;
            }
        }
        ActorThread fresh = new ActorThread();
        fresh.start();
        return fresh;
    }

    /** Gives it an actor's work; it starts when the baton is lent. */
    void begin(Actor next, Runnable body, Actor.Baton itsBaton) {
        actor = next;
        baton = itsBaton;
        work = body;
    }

    @Override
    public void run() {
        while (!abandoned) {
            while (work == null) {
                LockSupport.park(this);
            }
            Actor.Baton mine = baton;
            mine.awaitTurn();
            Runnable body = work;
            work = null;
            body.run();
            Thread.interrupted();
            actor = null;
            if (!abandoned && !retire()) {
                abandoned = true;
            }
            mine.finish();
        }
    }

    private boolean retire() {
        synchronized (IDLE) {
            return IDLE.size() < IDLE_MAX && IDLE.add(this);
        }
    }

    /** Its code waits outside of the simulation: it is never used again. */
    void abandon() {
        abandoned = true;
        super.interrupt();
    }

    /** Whether it waits for anything but its baton. */
    boolean isWaitingElsewhere() {
        State state = getState();
        boolean waits = state == State.BLOCKED || state == State.WAITING || state == State.TIMED_WAITING;
        return waits && Arrays.stream(getStackTrace()).limit(FRAMES).noneMatch(ActorThread::isOurs);
    }

    private static boolean isOurs(StackTraceElement frame) {
        return frame.getClassName().equals(Actor.Baton.class.getName())
                || frame.getClassName().equals(ActorThread.class.getName());
    }

    SimulationError stuck(String who) {
        SimulationError error =
                new SimulationError(who + " waits outside of the simulation, where virtual time does not"
                        + " pass; the stack below is where. Use the communicator's calls, or SimCluster.pause");
        error.setStackTrace(getStackTrace());
        return error;
    }

    /** Ends a wait inside the simulation too. */
    @Override
    public void interrupt() {
        super.interrupt();
        Actor carried = actor;
        if (carried != null && Thread.currentThread() != this) {
            carried.wake();
        }
    }
}
