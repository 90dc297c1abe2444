package dev.comm.core.driver;

import dev.comm.core.machine.Completion;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * The role of the poller, which is the one thread inside the poll of the transport, and the callers that wait for this
 * role.
 */
final class PollerRole {
    private final AtomicReference<Thread> holder = new AtomicReference<>();
    private final Queue<Waiter> waiters = new ConcurrentLinkedQueue<>();
    private volatile long tenures;
    private volatile Thread deepSleeper;

    /** Takes the role if it is free. */
    boolean tryTake() {
        return holder.compareAndSet(null, Thread.currentThread());
    }

    /** Releases the role and offers it to one waiting caller. */
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

    /** Sets the thread to wake when the role becomes free, or null for no thread. */
    void wakeWhenFree(Thread sleeper) {
        deepSleeper = sleeper;
    }

    /** Returns the number of releases of the role. Only the holder changes this number. */
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

    /** Registers a waiting caller, and offers it the role if the role is free. */
    Waiter enter(Completion<?> completion) {
        Waiter waiter = new Waiter(completion, Thread.currentThread());
        waiters.add(waiter);
        if (isFree()) {
            waiter.offer();
        }
        return waiter;
    }

    /**
     * Removes a waiting caller and offers a free role to another caller. It does so even if the removed caller has no
     * offer yet, because a release may have chosen that caller a moment ago.
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
