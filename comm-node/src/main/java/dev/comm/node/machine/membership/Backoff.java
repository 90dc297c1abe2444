package dev.comm.node.machine.membership;

import dev.comm.core.machine.Entropy;

/**
 * Exponential backoff with full jitter. The bound doubles from the shortest to the longest pause, and each pause is
 * random below the bound. So nodes do not reconnect in waves.
 */
final class Backoff {
    private final long most;
    private final Entropy entropy;
    private long bound;

    Backoff(long least, long most, Entropy entropy) {
        this.bound = Math.max(1, Math.min(least, most));
        this.most = Math.max(1, most);
        this.entropy = entropy;
    }

    /** Returns the next pause in nanoseconds, at least 1. */
    long next() {
        long pause = 1 + Math.floorMod(entropy.nextLong(), bound);
        bound = bound >= most / 2 ? most : bound * 2;
        return pause;
    }
}
