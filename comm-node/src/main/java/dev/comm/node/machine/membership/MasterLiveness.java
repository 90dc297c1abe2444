package dev.comm.node.machine.membership;

import dev.comm.api.protocol.MembershipCommand.Heartbeat;
import dev.comm.core.machine.Entropy;
import dev.comm.core.machine.Nanos;

/** Times the heartbeats of this node and watches those of the master. */
public final class MasterLiveness {
    /** The states of the master. */
    public enum State {
        /** No times are agreed yet. To TRUSTED by the registration. */
        OFF,
        /** The master sent a sign of life in time. To SUSPECT by silence. */
        TRUSTED,
        /**
         * Silent for the suspect timeout: the node starts no new work. To TRUSTED by a sign of life, to LOST by more
         * silence.
         */
        SUSPECT,
        /** Silent for too long. To OFF when the session closes the connection. */
        LOST
    }

    private static final double JITTER = 0.1;

    private final NodeTimes times;
    private final Entropy entropy;

    private State state = State.OFF;
    private long agreed;
    private long dead;
    private long heartbeat;
    private long suspectAfter;
    private long lostAfter;
    private long lastHeard;
    private long nextBeat = Long.MAX_VALUE;

    public MasterLiveness(NodeTimes times, Entropy entropy) {
        this.times = times;
        this.entropy = entropy;
    }

    /**
     * Begins with the agreed times. A master that is silent for its lease is lost even if the dead timeout is longer.
     *
     * @param heartbeatNanos interval of both sides
     * @param deadNanos silence after which a peer is lost
     */
    public void start(long heartbeatNanos, long deadNanos, NodeStep step) {
        agreed = Math.max(1, Math.max(heartbeatNanos, times.heartbeat()));
        dead = Math.max(deadNanos, times.dead());
        beatEvery(agreed);
        lastHeard = step.now();
        nextBeat = step.now();
        become(State.TRUSTED);
    }

    /** Follows the interval that the master requests in large runs, within limits, from the next pause on. */
    public void follow(long intervalNanos) {
        if (state != State.OFF) {
            beatEvery(Heartbeat.bounded(intervalNanos, agreed, dead));
        }
    }

    private void beatEvery(long nanos) {
        heartbeat = nanos;
        suspectAfter = Math.max(times.suspect(), 2 * heartbeat);
        lostAfter = Math.max(2 * heartbeat, Math.min(dead, times.masterLease()));
    }

    public void stop() {
        nextBeat = Long.MAX_VALUE;
        become(State.OFF);
    }

    public State state() {
        return state;
    }

    /** The effective interval. */
    public long heartbeat() {
        return heartbeat;
    }

    /** Records a sign of life of the master. */
    public void heard(NodeStep step) {
        lastHeard = step.now();
        if (state == State.SUSPECT) {
            become(State.TRUSTED);
        }
    }

    /** Subtracts a pause of this process from the silence of the master. */
    public void forgive(long pauseNanos) {
        lastHeard += pauseNanos;
    }

    /** Whether a heartbeat is due now; if so, plans the next one. */
    public boolean takeBeat(NodeStep step) {
        if (step.now() < nextBeat) {
            return false;
        }
        double unit = (entropy.nextLong() >>> 11) * 0x1.0p-53;
        nextBeat = step.after((long) (heartbeat * (1 - JITTER + 2 * JITTER * unit)));
        return true;
    }

    /** Judges the silence. */
    public void onDeadline(NodeStep step) {
        if (state == State.OFF) {
            return;
        }
        long silence = step.now() - lastHeard;
        if (silence >= lostAfter) {
            become(State.LOST);
        } else if (silence >= suspectAfter && state == State.TRUSTED) {
            become(State.SUSPECT);
        }
    }

    /** The silence of the master, for messages. */
    public String silence(NodeStep step) {
        return NodeTimes.text(step.now() - lastHeard);
    }

    public long nextDeadlineNanos() {
        return switch (state) {
            case OFF, LOST -> Long.MAX_VALUE;
            case TRUSTED -> Math.min(nextBeat, Nanos.after(lastHeard, Math.min(suspectAfter, lostAfter)));
            case SUSPECT -> Math.min(nextBeat, Nanos.after(lastHeard, lostAfter));
        };
    }

    private void become(State next) {
        state = next;
    }
}
