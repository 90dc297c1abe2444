package dev.comm.launcher.process;

import java.time.Duration;
import org.apiguardian.api.API;

/**
 * The times at which the processes of a run are asked to end and are killed. This class reads no clock.
 *
 * <p>After the end of rank 0, the other ranks have half of the grace to end by themselves. Then they are asked to end,
 * and at the end of the grace they are killed. After the end of the last rank, processes that ranks left behind have at
 * most the rest time before they are asked to end.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class EndClock {
    /** The time for the rest of the output and for the processes that ranks left behind, for all of them together. */
    public static final Duration REST = Duration.ofSeconds(2);

    private static final long KILL_AGAIN_NANOS = Duration.ofMillis(200).toNanos();
    private static final long GIVE_UP_NANOS = Duration.ofSeconds(1).toNanos();

    private final long graceNanos;
    private long rankZeroNanos;
    private Long terminateAt;
    private Long killAt;
    private long killedFirst;
    private boolean killed;

    /** Creates the clock of a run that has not ended. */
    public EndClock(Duration grace) {
        this.graceNanos = grace.toNanos();
    }

    /** The next action. */
    public enum Step {
        /** Nothing is due. */
        NOTHING,
        /** All processes must be asked to end. */
        TERMINATE,
        /** All processes must be killed. */
        KILL
    }

    /** Records that rank 0 ended. */
    public void rankZeroEnded(long now) {
        rankZeroNanos = now;
        if (killAt == null) {
            terminateAt = now + graceNanos / 2;
        }
        killBy(now + graceNanos);
    }

    /** Records that all processes were asked to end. */
    public void stopped(long now) {
        terminateAt = null;
        killBy(now + graceNanos);
    }

    /** Records that the last rank ended. Other processes of the run may be left. */
    public void ranksEnded(long now) {
        terminateAt = now + REST.toNanos();
        killBy(now + REST.toNanos() + graceNanos);
    }

    /** Requires that all processes are killed at once. */
    public void killNow(long now) {
        killBy(now);
    }

    private void killBy(long at) {
        if (killAt == null || at - killAt < 0) {
            killAt = at;
        }
    }

    /** Returns the step that is due. A request to end is returned once, a kill repeatedly. */
    public Step due(long now) {
        if (isReached(killAt, now)) {
            killedFirst = killed ? killedFirst : now;
            killed = true;
            killAt = now + KILL_AGAIN_NANOS;
            terminateAt = null;
            return Step.KILL;
        }
        if (isReached(terminateAt, now)) {
            terminateAt = null;
            return Step.TERMINATE;
        }
        return Step.NOTHING;
    }

    private static boolean isReached(Long at, long now) {
        return at != null && now - at >= 0;
    }

    /** Returns the nanoseconds until the next step. */
    public long next(long now) {
        long kill = killAt == null ? Long.MAX_VALUE : killAt - now;
        return terminateAt == null ? kill : Math.min(kill, terminateAt - now);
    }

    /** Returns whether enough time has passed since the first kill. A process that still lives cannot be ended. */
    public boolean isOver(long now) {
        return killed && now - killedFirst >= GIVE_UP_NANOS;
    }

    /** Returns the time since the end of rank 0. */
    public Duration sinceRankZero(long now) {
        return Duration.ofNanos(now - rankZeroNanos);
    }
}
