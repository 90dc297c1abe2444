package dev.comm.testkit.live.environment;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A gate at which the threads of a member stop while the member is frozen, and unwind when it is dead. Safe for use by
 * several threads.
 */
final class MemberGate {
    /** The state of the gate for threads that reach it. */
    private enum State {
        OPEN,
        SHUT,
        DEAD
    }

    private final String name;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile State state = State.OPEN;

    MemberGate(String name) {
        this.name = name;
    }

    boolean isDead() {
        return state == State.DEAD;
    }

    boolean isFrozen() {
        return state == State.SHUT;
    }

    /**
     * Waits while the member is frozen. Interrupts do not end the wait, as they do not end a SIGSTOP.
     *
     * @throws MemberKilled if the member is dead
     */
    void pass() {
        if (state == State.SHUT) {
            lock.lock();
            try {
                while (state == State.SHUT) {
                    changed.awaitUninterruptibly();
                }
            } finally {
                lock.unlock();
            }
        }
        if (state == State.DEAD) {
            throw new MemberKilled(name);
        }
    }

    /** Stops the member. Returns false if it does not run. */
    boolean freeze() {
        return move(State.OPEN, State.SHUT);
    }

    /** Resumes the member. Returns false if it is not stopped. */
    boolean thaw() {
        return move(State.SHUT, State.OPEN);
    }

    /** Ends the member. Returns false if it is dead already. */
    boolean kill() {
        return move(State.OPEN, State.DEAD) || move(State.SHUT, State.DEAD);
    }

    private boolean move(State from, State to) {
        lock.lock();
        try {
            boolean moves = state == from;
            if (moves) {
                state = to;
                changed.signalAll();
            }
            return moves;
        } finally {
            lock.unlock();
        }
    }
}
