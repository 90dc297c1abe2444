package dev.comm.master.machine.membership;

import dev.comm.api.Cause;
import dev.comm.api.protocol.HandshakeCommand.Join;
import dev.comm.api.protocol.MembershipCommand.Heartbeat;
import dev.comm.core.machine.Entropy;
import dev.comm.core.machine.Nanos;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The part that sends heartbeats and detects silent nodes. Silence is measured in the awake time of this process (B14).
 * Nodes that fall silent within the aggregation window depart in one view (B5). One sweep over all nodes serves many
 * timers.
 *
 * <p>The master sends a heartbeat that is nearly due as soon as it receives bytes from the node. So the heartbeat
 * travels in one write with the answers and with the TCP acknowledgement, and follows the jittered intervals of the
 * nodes. The timer for a separate heartbeat is late enough that a living node usually sends bytes before.
 *
 * <p>Each heartbeat costs the master a read, and each answer a write. So the master asks thousands of nodes for a
 * longer interval. All nodes together send at most {@value #SIGNS_PER_SECOND} heartbeats a second. Each node still
 * sends several within the dead timeout.
 */
public final class FailureDetector {
    /** The maximum number of heartbeats a second from all nodes. */
    static final int SIGNS_PER_SECOND = 1_536;

    /** The maximum number of sweeps in an interval, but at least one in the agreed interval. */
    private static final int SWEEPS_PER_HEARTBEAT = 20;

    private static final long SECOND = 1_000_000_000;

    private final MasterStep step;
    private final MasterSettings settings;
    private final Membership membership;
    private final Entropy entropy;
    private final LongSupplier progress;
    private final Map<Integer, PeerHeartbeat> pulses = new LinkedHashMap<>();

    /**
     * The suspect nodes that sent bytes. The master handles the frames in these bytes first, because they may announce
     * a departure.
     */
    private final Set<PeerHeartbeat> heardAgain = new LinkedHashSet<>();

    private Consumer<Node> onSuspicion = node -> {};
    private long sweepAt = Long.MAX_VALUE;
    private long buryAt = Long.MAX_VALUE;

    /** Creates a detector; its heartbeats carry the given progress of the local program. */
    public FailureDetector(MasterContext context, Membership membership, Entropy entropy, LongSupplier progress) {
        this.step = context.step();
        this.settings = context.settings();
        this.membership = membership;
        this.entropy = entropy;
        this.progress = progress;
    }

    /** Sets the listener that is called when a node becomes suspect or is trusted again. */
    public void connect(Consumer<Node> suspicion) {
        onSuspicion = suspicion;
    }

    /** Returns the heartbeat interval that the master and a node agree on: the larger value of the two sides. */
    public long beatNanos(Join join) {
        return Math.max(settings.heartbeatNanos(), join.heartbeatNanos());
    }

    /** Returns the dead timeout that the master and a node agree on: the larger value of the two sides. */
    public long deadNanos(Join join) {
        return Math.max(settings.deadNanos(), join.deadNanos());
    }

    /** Watches a newly registered node. */
    public void watch(Node node, Join join) {
        PeerHeartbeat pulse = new PeerHeartbeat(node, beatNanos(join), deadNanos(join), step.awake());
        pulses.put(node.endpoint(), pulse);
        planBeat(pulse, pulse.beatNanos());
    }

    /**
     * Records bytes from an endpoint. The judgement of the node follows after the frames in these bytes are handled.
     */
    public void heard(int endpoint) {
        PeerHeartbeat pulse = pulses.get(endpoint);
        if (pulse == null || pulse.node().state() == Node.State.DEPARTED) {
            return;
        }
        pulse.heard(step.awake());
        if (pulse.node().isSuspect()) {
            heardAgain.add(pulse);
        }
        if (step.isDue(pulse.mayBeatAt())) {
            beat(pulse);
        }
    }

    /** Records the contents of a node's heartbeat: the interval of the node, and the calls of its program. */
    public void told(Node node, Heartbeat heartbeat) {
        PeerHeartbeat pulse = pulses.get(node.endpoint());
        if (pulse != null) {
            pulse.keeps(heartbeat.intervalNanos());
            pulse.progressed(heartbeat.progress(), step.awake());
        }
    }

    /** Returns the signs of life of a node, or null if it has departed. */
    PeerHeartbeat of(Node node) {
        return pulses.get(node.endpoint());
    }

    public void onDeadline() {
        trust();
        if (step.isDue(sweepAt)) {
            sweep();
        }
        if (step.isDue(buryAt)) {
            bury();
        }
    }

    public long nextDeadlineNanos() {
        return heardAgain.isEmpty() ? Math.min(sweepAt, buryAt) : step.now();
    }

    /**
     * Trusts the suspect nodes that sent bytes, without a sweep over all nodes. Ignores nodes that have departed since.
     */
    private void trust() {
        heardAgain.forEach(this::judge);
        heardAgain.clear();
    }

    private void sweep() {
        long next = Long.MAX_VALUE;
        for (Iterator<PeerHeartbeat> all = pulses.values().iterator(); all.hasNext(); ) {
            PeerHeartbeat pulse = all.next();
            if (pulse.node().state() == Node.State.DEPARTED) {
                all.remove();
                continue;
            }
            if (step.isDue(pulse.beatAt())) {
                beat(pulse);
            }
            next = Math.min(next, Math.min(pulse.beatAt(), judge(pulse)));
        }
        sweepAt = next == Long.MAX_VALUE ? next : Math.max(next, step.after(sweepNanos()));
    }

    /**
     * Returns the shortest time between two sweeps. It follows from the agreed interval, because B5 does not allow for
     * a longer one.
     */
    private long sweepNanos() {
        long agreed = settings.heartbeatNanos();
        return Math.min(agreed, interval(agreed, settings.deadNanos()) / SWEEPS_PER_HEARTBEAT);
    }

    private long interval(long agreedNanos, long deadNanos) {
        return Heartbeat.bounded(pulses.size() * SECOND / SIGNS_PER_SECOND, agreedNanos, deadNanos);
    }

    private void beat(PeerHeartbeat pulse) {
        long interval = interval(pulse.beatNanos(), pulse.deadNanos());
        step.send(
                pulse.node(),
                new Heartbeat(progress.getAsLong(), membership.restNanos(), membership.epoch(), interval));
        pulse.told(interval);
        planBeat(pulse, interval);
    }

    /**
     * Plans the next heartbeat, with a jitter of a tenth of the interval. If the node sends no bytes, the heartbeat
     * goes out later.
     */
    private void planBeat(PeerHeartbeat pulse, long interval) {
        long tenth = Math.max(1, interval / 10);
        long less = Long.remainderUnsigned(entropy.nextLong(), tenth / 2 + 1);
        pulse.mayBeatAt(step.after(interval - tenth));
        pulse.beatAt(step.after(interval + tenth - less));
        sweepAt = Math.min(sweepAt, pulse.beatAt());
    }

    /** Judges the silence of a node. Returns the time at which more silence would change the judgement. */
    private long judge(PeerHeartbeat pulse) {
        long silence = pulse.silence(step.awake());
        long suspect = pulse.suspectNanos(settings.suspectNanos());
        boolean isSuspect = silence >= suspect;
        if (isSuspect != pulse.node().isSuspect()) {
            pulse.node().suspected(isSuspect);
            onSuspicion.accept(pulse.node());
        }
        if (silence >= pulse.deadNanos()) {
            buryAt = Math.min(buryAt, step.after(settings.aggregationNanos()));
        }
        long end = pulse.node().endOfLifeNanos();
        if (end != Long.MAX_VALUE && step.isDue(Nanos.after(end, pulse.deadNanos()))) {
            membership.depart(
                    pulse.node(),
                    Cause.EXPIRED,
                    "its live time ended and it did not leave",
                    PendingDeparture.ConnectionEnd.FENCED);
        }
        long limit = isSuspect ? pulse.deadNanos() : suspect;
        return silence < limit ? step.after(limit - silence) : Long.MAX_VALUE;
    }

    private void bury() {
        buryAt = Long.MAX_VALUE;
        List<PeerHeartbeat> silent = new ArrayList<>();
        for (PeerHeartbeat pulse : pulses.values()) {
            if (pulse.silence(step.awake()) >= pulse.deadNanos()) {
                silent.add(pulse);
            }
        }
        for (PeerHeartbeat pulse : silent) {
            pulses.remove(pulse.node().endpoint());
            long millis = pulse.silence(step.awake()) / 1_000_000;
            membership.depart(
                    pulse.node(),
                    Cause.SILENT,
                    "nothing was heard of it for " + millis + " ms",
                    PendingDeparture.ConnectionEnd.FENCED);
        }
    }
}
