package dev.comm.core.link;

import dev.comm.api.spi.Lane;
import dev.comm.api.spi.Transport;

/**
 * The detector that decides when the peer of one connection counts as stalled, and reports the stall once. Each of four
 * signs is enough:
 *
 * <ul>
 *   <li>The control lane exceeds its budget at one check and does not return to the budget before the next check.
 *   <li>The control lane has more than a mebibyte after a send.
 *   <li>The socket takes no byte for the dead timeout although bytes wait.
 *   <li>The number of waiting decisions of one communicator exceeds the number of collectives that a peer may have
 *       open.
 * </ul>
 *
 * <p>All methods run under the step lock.
 */
final class StallDetector {
    /** The bytes that the control lane may exceed for a moment, but not from one check to the next. */
    static final int CONTROL_QUEUE_MAX = 64 << 10;

    /** The bytes that the control lane never exceeds by more than one frame. */
    static final int CONTROL_QUEUE_LIMIT = 1 << 20;

    private final int endpoint;
    private final Transport transport;
    private final int decisionsMax;
    private long controlBudget = CONTROL_QUEUE_MAX;
    private boolean crowded;
    private long stillSinceNanos = Long.MAX_VALUE;
    private long writtenAtCheck;
    private boolean reported;

    /** Creates a detector before the first check. */
    StallDetector(int endpoint, Transport transport, int decisionsMax) {
        this.endpoint = endpoint;
        this.transport = transport;
        this.decisionsMax = decisionsMax;
    }

    /** Raises the budget for a large frame, because a view of thousands of members is no sign of a slow peer. */
    void allowControlFrame(long bytes) {
        controlBudget = Math.max(controlBudget, 2 * bytes);
    }

    /** Records whether the control lane has returned to its budget since the last check. */
    void noteRelief() {
        crowded &= isCrowded();
    }

    /**
     * Checks after a send whether more bytes or decisions wait than the limits ever allow.
     *
     * @param decisions largest number of waiting decisions of one communicator
     * @return the reason why the peer counts as stalled, or null
     */
    String afterSend(int decisions) {
        if (reported) {
            return null;
        }
        long queued = queued(Lane.CONTROL);
        if (queued > Math.max(CONTROL_QUEUE_LIMIT, controlBudget)) {
            return report(grewTo(queued));
        }
        // A peer that reads its verdicts cannot arrive at that many collectives.
        return decisions > decisionsMax
                ? report("it went on to other collectives while more than " + decisionsMax + " verdicts wait for it")
                : null;
    }

    /**
     * Checks whether the peer reads fast enough. The caller repeats this check at regular intervals.
     *
     * @return the reason why the peer counts as stalled, or null
     */
    String look(long nowNanos, long deadNanos) {
        if (reported) {
            return null;
        }
        long queued = queued(Lane.CONTROL);
        boolean wasCrowded = crowded;
        crowded = isCrowded();
        if (wasCrowded && crowded) {
            return report(grewTo(queued));
        }
        return standsStill(nowNanos, queued + queued(Lane.BULK), deadNanos)
                ? report("it took no byte for " + deadNanos / 1_000_000 + " ms although bytes waited for it")
                : null;
    }

    private boolean standsStill(long nowNanos, long queued, long deadNanos) {
        long written = transport.writtenBytes(endpoint);
        if (queued == 0 || written != writtenAtCheck) {
            writtenAtCheck = written;
            stillSinceNanos = queued == 0 ? Long.MAX_VALUE : nowNanos;
            return false;
        }
        if (stillSinceNanos == Long.MAX_VALUE) {
            stillSinceNanos = nowNanos;
        }
        return nowNanos - stillSinceNanos > deadNanos;
    }

    private boolean isCrowded() {
        return queued(Lane.CONTROL) > controlBudget;
    }

    private long queued(Lane lane) {
        return transport.queuedBytes(endpoint, lane);
    }

    private static String grewTo(long queued) {
        return "its control queue grew to " + queued + " bytes";
    }

    private String report(String why) {
        reported = true;
        return why;
    }
}
