package dev.comm.launcher.process;

import java.time.Duration;
import org.apiguardian.api.API;

/**
 * When the processes of a run are asked to end, and when they are killed. It reads no clock.
 *
 * <p>After rank 0 the others have half of the grace to end by themselves, then they are asked to end, and at the end of
 * the grace they are killed. After the last rank a process that it left behind has the rest time, at most.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class EndClock {
    /** For the output and for the processes that ranks left behind, all together. */
    public static final Duration REST = Duration.ofSeconds(2);

    private static final long KILL_AGAIN_NANOS = Duration.ofMillis(200).toNanos();
    private static final long GIVE_UP_NANOS = Duration.ofSeconds(1).toNanos();

    private final long graceNanos;
    private long rankZeroNanos;
    private Long terminateAt;
    private Long killAt;
    private long killedFirst;
    private boolean killed;

    /** Begins with a run that goes on. */
    public EndClock(Duration grace) {
        this.graceNanos = grace.toNanos();
    }

    /** The next action. */
    public enum Step {
        /** Wait. */
        NOTHING,
        /** Ask all processes to end. */
        TERMINATE,
        /** Kill all processes. */
        KILL
    }

    /** Rank 0 ended. */
    public void rankZeroEnded(long now) {
        rankZeroNanos = now;
        if (killAt == null) {
            terminateAt = now + graceNanos / 2;
        }
        killBy(now + graceNanos);
    }

    /** All processes were asked to end. */
    public void stopped(long now) {
        terminateAt = null;
        killBy(now + graceNanos);
    }

    /** The last rank ended; other processes may be left. */
    public void ranksEnded(long now) {
        terminateAt = now + REST.toNanos();
        killBy(now + REST.toNanos() + graceNanos);
    }

    /** All processes must end at once. */
    public void killNow(long now) {
        killBy(now);
    }

    private void killBy(long at) {
        if (killAt == null || at - killAt < 0) {
            killAt = at;
        }
    }

    /** The step that is due; each is returned once, a kill again and again. */
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

    /** Nanoseconds until the next step. */
    public long next(long now) {
        long kill = killAt == null ? Long.MAX_VALUE : killAt - now;
        return terminateAt == null ? kill : Math.min(kill, terminateAt - now);
    }

    /** Whether a kill had its time: a process that lives now cannot be ended. */
    public boolean isOver(long now) {
        return killed && now - killedFirst >= GIVE_UP_NANOS;
    }

    /** The time since the end of rank 0. */
    public Duration sinceRankZero(long now) {
        return Duration.ofNanos(now - rankZeroNanos);
    }
}
