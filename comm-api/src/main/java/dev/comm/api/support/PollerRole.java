package dev.comm.api.support;

import dev.comm.api.machine.Completion;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/** Who is inside the transport's poll: at most one thread; and who waits for the role. */
final class PollerRole {
    private final AtomicReference<Thread> holder = new AtomicReference<>();
    private final Queue<Waiter> waiters = new ConcurrentLinkedQueue<>();
    private volatile long tenures;
    private volatile Thread deepSleeper;

    /** Takes the role if it is free. */
    boolean tryTake() {
        return holder.compareAndSet(null, Thread.currentThread());
    }

    /** Gives the role up and tells one caller that waits for it. */
    void leave() {
        tenures++;
        holder.set(null);
        offerToNext();
    }

    private void offerToNext() {
        for (Waiter waiter : waiters) {
            if (!waiter.completion.isDone()) {
                waiter.offer();
                return;
            }
        }
        Thread sleeper = deepSleeper;
        if (sleeper != null) {
            LockSupport.unpark(sleeper);
        }
    }

    /** Names the thread that has to be woken when the role becomes free, or null. */
    void wakeWhenFree(Thread sleeper) {
        deepSleeper = sleeper;
    }

    /** Counts how often the role was given up; only the holder changes it. */
    long tenures() {
        return tenures;
    }

    boolean isFree() {
        return holder.get() == null;
    }

    boolean hasWaiters() {
        return !waiters.isEmpty();
    }

    boolean isTakenBy(Thread thread) {
        return holder.get() == thread;
    }

    /** Joins those who wait; the role may have become free just before. */
    Waiter enter(Completion<?> completion) {
        Waiter waiter = new Waiter(completion, Thread.currentThread());
        waiters.add(waiter);
        if (isFree()) {
            waiter.offer();
        }
        return waiter;
    }

    /**
     * Leaves those who wait. A free role is offered to another even if this one was not offered it: whoever gave the
     * role up may have chosen this one a moment ago.
     */
    void exit(Waiter waiter) {
        waiters.remove(waiter);
        if (isFree()) {
            offerToNext();
        }
    }

    /** A parked caller. */
    static final class Waiter {
        private final Completion<?> completion;
        private final Thread thread;
        private volatile boolean offered;

        Waiter(Completion<?> completion, Thread thread) {
            this.completion = completion;
            this.thread = thread;
        }

        boolean mayTake() {
            return offered;
        }

        void wake() {
            LockSupport.unpark(thread);
        }

        private void offer() {
            offered = true;
            LockSupport.unpark(thread);
        }
    }
}
