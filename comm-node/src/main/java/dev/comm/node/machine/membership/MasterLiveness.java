package dev.comm.node.machine.membership;

import dev.comm.api.protocol.MembershipCommand.Heartbeat;
import dev.comm.core.machine.Entropy;
import dev.comm.core.machine.Nanos;

/** The times of the heartbeats of this node, and a watch for the heartbeats of the master. */
public final class MasterLiveness {
    /** The states of the master. */
    public enum State {
        /** No times are agreed yet. The registration leads to TRUSTED. */
        OFF,
        /** The master sent a sign of life in time. Silence leads to SUSPECT. */
        TRUSTED,
        /**
         * The master was silent for the suspect timeout, so the node starts no new work. A sign of life leads to
         * TRUSTED, more silence to LOST.
         */
        SUSPECT,
        /** The master was silent for too long. When the session closes the connection, the state becomes OFF. */
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

    /** Uses the interval that the master requests in large runs, within limits, after the next heartbeat. */
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

    /** Returns the interval that this node uses at present. */
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

    /** Returns whether a heartbeat is due now. If it is due, the next one is planned. */
    public boolean takeBeat(NodeStep step) {
        if (step.now() < nextBeat) {
            return false;
        }
        double unit = (entropy.nextLong() >>> 11) * 0x1.0p-53;
        nextBeat = step.after((long) (heartbeat * (1 - JITTER + 2 * JITTER * unit)));
        return true;
    }

    /** Judges the silence of the master. */
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

    /** Returns the silence of the master, for messages. */
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
