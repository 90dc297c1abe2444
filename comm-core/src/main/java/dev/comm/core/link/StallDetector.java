package dev.comm.core.link;

import dev.comm.api.spi.Lane;
import dev.comm.api.spi.Transport;

/**
 * Decides when the peer of one connection counts as stalled, and says so once. Each of four signs is enough:
 *
 * <ul>
 *   <li>The control lane is over its budget at one look, and has not come back into it by the next.
 *   <li>The control lane holds more than a mebibyte after a send.
 *   <li>The socket takes no byte for the dead timeout although some wait.
 *   <li>More decisions of one communicator wait than a peer may have collectives open.
 * </ul>
 *
 * <p>Runs under the step lock.
 */
final class StallDetector {
    /** The control lane may hold more for a moment, but not from one look to the next. */
    static final int CONTROL_QUEUE_MAX = 64 << 10;

    /** The control lane never holds more than this and one frame. */
    static final int CONTROL_QUEUE_LIMIT = 1 << 20;

    private final int endpoint;
    private final Transport transport;
    private final int decisionsMax;
    private long controlBudget = CONTROL_QUEUE_MAX;
    private boolean crowded;
    private long stillSinceNanos = Long.MAX_VALUE;
    private long writtenAtCheck;
    private boolean reported;

    /**
     * A detector that has seen nothing yet.
     *
     * @param decisionsMax how many decisions of one communicator may wait for the peer
     */
    StallDetector(int endpoint, Transport transport, int decisionsMax) {
        this.endpoint = endpoint;
        this.transport = transport;
        this.decisionsMax = decisionsMax;
    }

    /** Raises the budget for a large frame: a view of thousands of members is no sign of a slow peer. */
    void allowControlFrame(long bytes) {
        controlBudget = Math.max(controlBudget, 2 * bytes);
    }

    /** Notes whether the control lane has come back into its budget since the last look. */
    void noteRelief() {
        crowded &= isCrowded();
    }

    /**
     * Checks after a send whether more waits than ever may.
     *
     * @param decisions the most decisions of one communicator that wait
     * @return why the peer counts as stalled, or null
     */
    String afterSend(int decisions) {
        if (reported) {
            return null;
        }
        long queued = queued(Lane.CONTROL);
        if (queued > Math.max(CONTROL_QUEUE_LIMIT, controlBudget)) {
            return report(grewTo(queued));
        }
        // Nobody arrives at so many collectives ahead of the verdicts it has read.
        return decisions > decisionsMax
                ? report("it went on to other collectives while more than " + decisionsMax + " verdicts wait for it")
                : null;
    }

    /**
     * Looks whether the peer keeps up; the caller does this now and then.
     *
     * @return why the peer counts as stalled, or null
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
