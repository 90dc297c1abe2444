package dev.comm.core.machine;

import org.apiguardian.api.API;

/**
 * Notices that this process was stopped or busy: a step comes much later than the machine asked for. A process that
 * slept must not accuse a peer of silence before it has read the bytes that came meanwhile (B14).
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class PauseDetector {
    private final long tolerance;
    private long expected = Nanos.NEVER;
    private long last = Long.MIN_VALUE;

    /**
     * A detector before the first step.
     *
     * @param toleranceNanos a step that is no later than this is not late
     */
    public PauseDetector(long toleranceNanos) {
        this.tolerance = toleranceNanos;
    }

    /** How much later than asked for this step comes, or 0 if that is normal. */
    public long observe(long now) {
        // Steps for other events may come before the deadline is handled: the same pause must not count again.
        long late = expected == Nanos.NEVER ? 0 : now - Math.max(expected, last);
        last = now;
        return late > tolerance ? late : 0;
    }

    /** When the next step is wanted at the latest. */
    public void expect(long deadlineNanos) {
        expected = deadlineNanos;
    }
}
