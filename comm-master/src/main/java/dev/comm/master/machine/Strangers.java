package dev.comm.master.machine;

/** Counts the connections that never became members and says a line for them, fewer as they become many. */
final class Strangers {
    private static final int EACH_MAX = 16;

    private final Turn turn;
    private long refused;

    Strangers(Turn turn) {
        this.turn = turn;
    }

    /** A connection ended without becoming a member. */
    void refused(String peer, String reason) {
        refused++;
        boolean isPowerOfTwo = Long.bitCount(refused) == 1;
        if (refused <= EACH_MAX) {
            turn.warn("refused " + peer + ": " + reason);
        } else if (isPowerOfTwo) {
            turn.warn("refused " + refused + " connections so far, the last from " + peer + ": " + reason);
        }
    }

    long refused() {
        return refused;
    }
}
