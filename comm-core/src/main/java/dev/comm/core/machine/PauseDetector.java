package dev.comm.core.machine;

import org.apiguardian.api.API;

/**
 * The detector of pauses in which this process was stopped or busy. It detects a step that happens much later than the
 * machine requested. A process that was stopped must not declare a peer silent before it has read the bytes that
 * arrived in the meantime (B14).
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class PauseDetector {
    private final long tolerance;
    private long expected = Nanos.NEVER;
    private long last = Long.MIN_VALUE;

    /** Creates a detector before the first step. */
    public PauseDetector(long toleranceNanos) {
        this.tolerance = toleranceNanos;
    }

    /** Returns the delay of this step after the requested time, or 0 if the delay is normal. */
    public long observe(long now) {
        // Steps for other events may happen before the deadline is handled, and the same pause must not count again.
        long late = expected == Nanos.NEVER ? 0 : now - Math.max(expected, last);
        last = now;
        return late > tolerance ? late : 0;
    }

    /** Sets the latest time at which the next step should happen. */
    public void expect(long deadlineNanos) {
        expected = deadlineNanos;
    }
}
