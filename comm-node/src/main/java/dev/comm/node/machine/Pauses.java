package dev.comm.node.machine;

/**
 * Notices that this process itself slept: it was stopped, collected garbage or got no processor. A node that slept must
 * not accuse the master of silence before it read what came meanwhile.
 */
final class Pauses {
    private final long tolerance;
    private long expected = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    /**
     * With a lateness that is still normal.
     *
     * @param toleranceNanos shorter delays are not counted
     */
    Pauses(long toleranceNanos) {
        this.tolerance = toleranceNanos;
    }

    /** How much later than asked for this step comes, or 0 if that is normal. */
    long observe(long now) {
        // Steps for other events may come before the deadline is handled: the same pause must not count again.
        long late = expected == Long.MAX_VALUE ? 0 : now - Math.max(expected, last);
        last = now;
        return late > tolerance ? late : 0;
    }

    /** When the next step is wanted at the latest. */
    void expect(long deadlineNanos) {
        expected = deadlineNanos;
    }
}
