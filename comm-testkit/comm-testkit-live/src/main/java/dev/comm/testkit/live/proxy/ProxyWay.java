package dev.comm.testkit.live.proxy;

import dev.comm.testkit.Frame;
import dev.comm.testkit.FrameVerdict;
import dev.comm.testkit.Hold;
import dev.comm.testkit.Link;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apiguardian.api.API;

/**
 * One direction of all present and future connections through a {@link FaultProxy}. Any thread may call. No call waits,
 * and a request is in force a moment later.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class ProxyWay implements Link {
    private static final int UNSLICED = Integer.MAX_VALUE;
    /**
     * The number of turns per second under a limit. The share of one turn passes at once, so this number is enough for
     * a smooth stream.
     */
    private static final int TURNS_PER_SECOND = 50;

    private final int from;
    private final int to;
    private final ProxyLoop loop;
    private final ProxyRules rules;
    private final Spoiler spoiler;
    private final SplittableRandom random;
    private final List<Pump> pumps = new CopyOnWriteArrayList<>();
    private final Set<Object> shutBy = ConcurrentHashMap.newKeySet();
    private volatile long clogUntilNanos = System.nanoTime();
    private volatile long delayNanos;
    private volatile long jitterNanos;
    private volatile long lingerNanos;
    private volatile long bytesPerSecond;
    private volatile int slice = UNSLICED;
    private volatile long slicePauseNanos;

    ProxyWay(int from, int to, ProxyLoop loop, ProxyRules rules, SplittableRandom random) {
        this.from = from;
        this.to = to;
        this.loop = loop;
        this.rules = rules;
        this.random = random.split();
        this.spoiler = new Spoiler(random.split());
    }

    @Override
    public int from() {
        return from;
    }

    @Override
    public int to() {
        return to;
    }

    /** {@inheritDoc} Not much more than 256 KiB of a connection are ever under way, because the sender then waits. */
    @Override
    public Hold hold() {
        ProxyHold hold = new ProxyHold(this);
        shut(hold);
        return hold;
    }

    @Override
    public void clog(Duration length) {
        clogUntilNanos = System.nanoTime() + length.toNanos();
        lookAgain();
    }

    @Override
    public void block() {
        shut(this);
    }

    @Override
    public void open() {
        unshut(this);
    }

    @Override
    public void throttle(long perSecond) {
        bytesPerSecond = perSecond;
        lookAgain();
    }

    @Override
    public void delay(Duration extra) {
        delayNanos = extra.toNanos();
    }

    /** Delays everything by a random time up to the given time, on top of the delay. The order stays the same. */
    public void jitter(Duration most) {
        jitterNanos = most.toNanos();
    }

    /** Delays ends of streams by the given time, compared with the bytes before them. */
    public void closeSlowly(Duration extra) {
        lingerNanos = extra.toNanos();
    }

    /** Passes at most the given number of bytes at once, with the given pause after each piece; 0 removes the limit. */
    public void slice(int bytes, Duration pause) {
        slicePauseNanos = pause.toNanos();
        slice = bytes <= 0 ? UNSLICED : bytes;
        lookAgain();
    }

    @Override
    public void reset() {
        eachRelay(ProxiedConnection::reset);
    }

    /** Resets the receivers. The senders keep connections that take bytes and never answer. */
    public void resetReceiver() {
        eachRelay(relay -> relay.resetReceiver(this));
    }

    /**
     * Ends the stream behind the bytes under way, as if the sender had shut its output. The other direction goes on.
     */
    public void finish() {
        onLoop(() -> pumps.forEach(pump -> {
            pump.relay().finishConnect();
            pump.end(Parcel.Ending.FINISH);
        }));
    }

    @Override
    public void corrupt(long after) {
        onLoop(() -> spoiler.flipAfter(after));
    }

    /** Flips a bit of each byte with this probability; 0 ends the noise. */
    public void noise(double probability) {
        onLoop(() -> spoiler.noise(probability));
    }

    /** Passes the given number of further bytes, then closes the connection of the next byte. */
    public void truncate(long after) {
        onLoop(() -> spoiler.truncateAfter(after));
    }

    /** Removes all lasting faults: blocks, holds, clogs, limits, delays, slices, planned damage. */
    public void heal() {
        shutBy.clear();
        clogUntilNanos = System.nanoTime();
        delayNanos = 0;
        jitterNanos = 0;
        lingerNanos = 0;
        bytesPerSecond = 0;
        slice(0, Duration.ZERO);
        onLoop(spoiler::heal);
        lookAgain();
    }

    /** Shuts the direction for one reason. The direction opens when no reason is left. */
    public void shut(Object by) {
        shutBy.add(by);
    }

    public void unshut(Object by) {
        if (shutBy.remove(by)) {
            lookAgain();
        }
    }

    private void lookAgain() {
        onLoop(() -> pumps.forEach(Pump::advance));
    }

    private void eachRelay(Consumer<ProxiedConnection> action) {
        onLoop(() -> pumps.forEach(pump -> action.accept(pump.relay())));
    }

    private void onLoop(Runnable task) {
        loop.execute(task);
    }

    // The methods for pumps, on the loop.

    ProxyLoop loop() {
        return loop;
    }

    void add(Pump pump) {
        pumps.add(pump);
    }

    void remove(Pump pump) {
        pumps.remove(pump);
    }

    List<Pump> pumps() {
        return pumps;
    }

    boolean judges() {
        return !rules.isEmpty();
    }

    FrameVerdict judge(Frame frame) {
        return rules.judge(frame);
    }

    /** Damages bytes in place. Returns the number of them that may pass. */
    int spoil(ByteBuffer bytes) {
        return spoiler.spoil(bytes);
    }

    long dueNanos() {
        long jitter = jitterNanos == 0 ? 0 : random.nextLong(jitterNanos);
        return System.nanoTime() + delayNanos + jitter;
    }

    long endDueNanos() {
        return System.nanoTime() + delayNanos + lingerNanos;
    }

    /** Returns the time at which the direction opens, or {@link Long#MAX_VALUE} if it opens only by a call. */
    long opensNanos() {
        return shutBy.isEmpty() ? clogUntilNanos : Long.MAX_VALUE;
    }

    int sliceBytes() {
        long limit = bytesPerSecond;
        long turn = limit == 0 ? UNSLICED : Math.max(1, limit / TURNS_PER_SECOND);
        return (int) Math.min(slice, turn);
    }

    /** Returns the time until which no further byte may pass after the given number of bytes passed. */
    long pausedUntilNanos(int bytes, long now, long pausedUntil) {
        long limit = bytesPerSecond;
        if (limit == 0 && slicePauseNanos == 0) {
            return now;
        }
        long earned = limit == 0 ? 0 : bytes * 1_000_000_000L / limit;
        return Math.max(Math.max(now, pausedUntil) + earned, now + slicePauseNanos);
    }
}
