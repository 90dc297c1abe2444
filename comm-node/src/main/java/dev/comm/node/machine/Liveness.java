package dev.comm.node.machine;

import dev.comm.api.frame.MembershipCommand.Heartbeat;
import dev.comm.api.machine.Nanos;
import dev.comm.api.spi.Entropy;

/** Sends signs of life and watches for the master's. */
final class Liveness {
    /** How the master stands. */
    enum State {
        /** Nothing is agreed yet. To TRUSTED by the registration. */
        OFF,
        /** It was heard in time. To SUSPECT by silence. */
        TRUSTED,
        /**
         * Silent for the suspect time: no new work is started. To TRUSTED when it is heard, to LOST by more silence.
         */
        SUSPECT,
        /** Silent for too long. To OFF when the session drops it. */
        LOST
    }

    private static final double JITTER = 0.1;

    private final Times times;
    private final Entropy entropy;

    private State state = State.OFF;
    private long agreed;
    private long dead;
    private long heartbeat;
    private long suspectAfter;
    private long lostAfter;
    private long lastHeard;
    private long nextBeat = Long.MAX_VALUE;

    Liveness(Times times, Entropy entropy) {
        this.times = times;
        this.entropy = entropy;
    }

    /**
     * Begins, with the times that the master agreed to. A master that is silent for its lease is lost even if the dead
     * timeout is longer.
     *
     * @param heartbeatNanos interval of both sides
     * @param deadNanos silence that ends a peer
     */
    void start(long heartbeatNanos, long deadNanos, Turn turn) {
        agreed = Math.max(1, Math.max(heartbeatNanos, times.heartbeat()));
        dead = Math.max(deadNanos, times.dead());
        beatEvery(agreed);
        lastHeard = turn.now();
        nextBeat = turn.now();
        become(State.TRUSTED);
    }

    /** The master asks for another interval, as large teams need it; the next pause follows, within bounds. */
    void follow(long intervalNanos) {
        if (state != State.OFF) {
            beatEvery(Heartbeat.bounded(intervalNanos, agreed, dead));
        }
    }

    private void beatEvery(long nanos) {
        heartbeat = nanos;
        suspectAfter = Math.max(times.suspect(), 2 * heartbeat);
        lostAfter = Math.max(2 * heartbeat, Math.min(dead, times.masterLease()));
    }

    void stop() {
        nextBeat = Long.MAX_VALUE;
        become(State.OFF);
    }

    State state() {
        return state;
    }

    /** The interval that is kept. */
    long heartbeat() {
        return heartbeat;
    }

    /** A byte came in. */
    void heard(Turn turn) {
        lastHeard = turn.now();
        if (state == State.SUSPECT) {
            become(State.TRUSTED);
        }
    }

    /** This process slept: the silence of that time was its own. */
    void forgive(long pauseNanos) {
        lastHeard += pauseNanos;
    }

    /** Whether a heartbeat has to be sent now; then the next one is planned. */
    boolean takeBeat(Turn turn) {
        if (turn.now() < nextBeat) {
            return false;
        }
        double unit = (entropy.nextLong() >>> 11) * 0x1.0p-53;
        nextBeat = turn.after((long) (heartbeat * (1 - JITTER + 2 * JITTER * unit)));
        return true;
    }

    /** Judges the silence. */
    void onDeadline(Turn turn) {
        if (state == State.OFF) {
            return;
        }
        long silence = turn.now() - lastHeard;
        if (silence >= lostAfter) {
            become(State.LOST);
        } else if (silence >= suspectAfter && state == State.TRUSTED) {
            become(State.SUSPECT);
        }
    }

    /** How long the master has been silent, for people. */
    String silence(Turn turn) {
        return Times.text(turn.now() - lastHeard);
    }

    long nextDeadlineNanos() {
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
