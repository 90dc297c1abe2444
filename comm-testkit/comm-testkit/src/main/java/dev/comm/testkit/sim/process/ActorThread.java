package dev.comm.testkit.sim.process;

import dev.comm.testkit.VirtualTime;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/**
 * A pooled thread that carries one actor after another. While its actor pauses, the thread may host the events of the
 * world. These events belong to no actor, so the stack and the interrupts of the actor do not show them.
 */
final class ActorThread extends Thread implements VirtualTime {
    /** The classes whose frames do not tell where a program waits. */
    private static final Pattern NOT_THE_PROGRAM =
            Pattern.compile("(java|jdk|sun)\\.|dev\\.comm\\.testkit\\.sim\\.process\\.");

    private static final int IDLE_MAX = 64;

    /** The number of top frames to inspect. The method that parks is below two frames of the JDK. */
    private static final int FRAMES = 3;

    private static final ArrayDeque<ActorThread> IDLE = new ArrayDeque<>();
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private volatile boolean turn;
    private volatile Actor actor;
    private volatile boolean hosting;
    private volatile boolean abandoned;
    private boolean interruptedAsHost;

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

    /** Gives the thread an actor, which has its first turn. */
    void carry(Actor next) {
        actor = next;
        hosting = false;
    }

    /** Returns the actor of the code on the thread, or null. */
    Actor current() {
        return hosting ? null : actor;
    }

    @Override
    public boolean isOfProgram() {
        return current() != null;
    }

    @Override
    public void pause(long nanos) {
        SimProcess.pause(nanos);
    }

    @Override
    public void sleepThrough(long nanos) {
        SimProcess.sleepThrough(nanos);
    }

    @Override
    public void endThread() {
        actor.endThread();
    }

    @Override
    public void await(CompletionStage<?> stage, long nanos) {
        SimProcess.await(stage, nanos);
    }

    @Override
    public void run() {
        while (!abandoned) {
            awaitTurn();
            Actor mine = actor;
            while (mine != null) {
                mine.run();
                mine = abandoned ? null : afterEndOf(mine);
            }
        }
    }

    private Actor afterEndOf(Actor ended) {
        hosting = true;
        Thread.interrupted();
        return ended.simulation().baton().passOnAfterEnd(this);
    }

    /**
     * Releases the thread after its actor has ended and another thread has the next turn. From now on the thread may
     * carry an actor of another world.
     */
    void retire() {
        actor = null;
        hosting = false;
        Thread.interrupted();
        synchronized (IDLE) {
            abandoned = IDLE.size() >= IDLE_MAX || !IDLE.add(this);
        }
    }

    /** Gives the thread its turn. Called on the thread that had the baton. */
    void turn() {
        turn = true;
        LockSupport.unpark(this);
    }

    void awaitTurn() {
        boolean interrupted = false;
        while (!turn) {
            LockSupport.park(this);
            // An interrupt ends the park, too. It is set again afterwards, and must not make this loop spin.
            interrupted |= !turn && Thread.interrupted();
        }
        turn = false;
        if (interrupted) {
            super.interrupt();
        }
    }

    /**
     * Begins to host events, which must not see the interrupt of the actor. Returns whether the actor was interrupted.
     */
    boolean beginsToHost() {
        hosting = true;
        interruptedAsHost = false;
        return Thread.interrupted();
    }

    void endsToHost(boolean interruptedBefore) {
        Thread.interrupted();
        hosting = false;
        if (interruptedBefore || interruptedAsHost) {
            super.interrupt();
        }
    }

    /** Gives the thread up for ever, because its code waits outside of the simulation. */
    void abandon() {
        abandoned = true;
        super.interrupt();
    }

    /** Returns whether the thread waits for another event than its turn. */
    boolean isWaitingElsewhere() {
        State state = getState();
        boolean waits = state == State.BLOCKED || state == State.WAITING || state == State.TIMED_WAITING;
        return waits && Arrays.stream(super.getStackTrace()).limit(FRAMES).noneMatch(ActorThread::isOurs);
    }

    private static boolean isOurs(StackTraceElement frame) {
        return frame.getClassName().equals(ActorThread.class.getName());
    }

    /** Returns whether the code on the thread sleeps in real time. */
    boolean isAsleep() {
        return getState() == State.TIMED_WAITING
                && Arrays.stream(super.getStackTrace()).limit(FRAMES).anyMatch(ActorThread::isSleep);
    }

    private static boolean isSleep(StackTraceElement frame) {
        return frame.getClassName().equals(Thread.class.getName())
                && frame.getMethodName().startsWith("sleep");
    }

    SimulationError asleep(String who) {
        return here("use Cluster.pause in place of Thread.sleep: " + who + " sleeps in real time");
    }

    SimulationError stuck(String who) {
        return here(
                "wait by Comm's calls, Cluster.pause or Cluster.await: " + who + " waits outside of the simulation");
    }

    private SimulationError here(String sentence) {
        StackTraceElement[] stack = super.getStackTrace();
        String place = Arrays.stream(stack)
                .filter(ActorThread::isOfTheProgram)
                .findFirst()
                .map(frame -> " at " + frame.getClassName() + "." + frame.getMethodName() + "(" + frame.getFileName()
                        + ":" + frame.getLineNumber() + ")")
                .orElse("");
        SimulationError error = new SimulationError(sentence + place + ", and virtual time does not pass meanwhile");
        error.setStackTrace(stack);
        return error;
    }

    /** The class that the JVM makes for a lambda has no file. */
    private static boolean isOfTheProgram(StackTraceElement frame) {
        return frame.getLineNumber() > 0
                && !NOT_THE_PROGRAM.matcher(frame.getClassName()).lookingAt();
    }

    /** Returns the stack of the actor, without the events that the thread hosts. */
    @Override
    public StackTraceElement[] getStackTrace() {
        StackTraceElement[] all = super.getStackTrace();
        for (int i = all.length - 1; i >= 0; i--) {
            if (all[i].getClassName().equals(Baton.class.getName())) {
                return Arrays.copyOfRange(all, i, all.length);
            }
        }
        return all;
    }

    /** Interrupts the thread, and also ends a wait inside the simulation. */
    @Override
    public void interrupt() {
        boolean own = Thread.currentThread() == this;
        if (own && hosting) {
            interruptedAsHost = true;
        } else {
            super.interrupt();
        }
        Actor carried = actor;
        if (carried != null && (!own || hosting)) {
            carried.interrupted(this);
        }
    }
}
