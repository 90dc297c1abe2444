package dev.comm.node.machine;

import dev.comm.api.protocol.HandshakeCommand.Accepted;
import dev.comm.api.protocol.MembershipCommand.Heartbeat;
import dev.comm.core.machine.Notice;
import dev.comm.core.machine.Outbox.Severity;
import dev.comm.node.machine.collective.Collectives;
import dev.comm.node.machine.membership.LiveTime;
import dev.comm.node.machine.membership.Liveness;
import dev.comm.node.machine.membership.Times;
import dev.comm.node.machine.membership.Turn;
import dev.comm.node.machine.membership.ViewBook;
import dev.comm.node.machine.work.Work;

/**
 * Reacts to the state of the master: sends heartbeats, holds back new work while the master is suspect, and reports its
 * loss (M1).
 */
final class Watch {
    private final Times times;
    private final Liveness liveness;
    private final LiveTime liveTime;
    private final ViewBook views;
    private final Calls calls;
    private final Collectives collectives;
    private final Work work;
    private long deadNanos;

    Watch(Times times, Liveness liveness, LiveTime liveTime, ViewBook views, Calls calls) {
        this.times = times;
        this.liveness = liveness;
        this.liveTime = liveTime;
        this.views = views;
        this.calls = calls;
        this.collectives = calls.collectives();
        this.work = calls.work();
    }

    /** The node is registered. */
    void start(Accepted accepted, Turn turn) {
        deadNanos = Math.max(accepted.deadNanos(), times.dead());
        liveness.start(accepted.heartbeatNanos(), deadNanos, turn);
    }

    /** The agreed dead timeout, which is also the slack of calls. */
    long deadNanos() {
        return deadNanos;
    }

    void stop() {
        liveness.stop();
    }

    /** Records a sign of life of the master. */
    void heard(Turn turn) {
        boolean wasSuspect = liveness.state() == Liveness.State.SUSPECT;
        liveness.heard(turn);
        if (wasSuspect) {
            turn.out().log(Severity.INFO, "the master responds again");
            work.suspend(false, turn);
        }
    }

    /** Handles a heartbeat of the master, with its interval. */
    void told(Heartbeat heartbeat) {
        liveness.follow(heartbeat.intervalNanos());
    }

    /** Subtracts a pause of this process. */
    void forgive(long pauseNanos) {
        liveness.forgive(pauseNanos);
    }

    void onDeadline(Turn turn) {
        Liveness.State before = liveness.state();
        if (before == Liveness.State.OFF) {
            return;
        }
        liveness.onDeadline(turn);
        if (liveness.state() == Liveness.State.LOST) {
            turn.loseMaster("it has been silent for " + liveness.silence(turn));
        } else if (liveness.state() != before) {
            suspect(turn);
        }
        if (liveness.takeBeat(turn)) {
            beat(turn);
        }
    }

    private void suspect(Turn turn) {
        String detail = "the master has been silent for " + liveness.silence(turn) + "; this node starts no new work";
        turn.out().log(Severity.WARN, detail);
        turn.out().publish(new Notice.MasterSuspected(false));
        work.suspend(true, turn);
    }

    private void beat(Turn turn) {
        long remaining = liveTime.remainingNanos(turn.now());
        turn.send(new Heartbeat(calls.progress(), remaining, views.view().epoch(), liveness.heartbeat()));
        collectives.acknowledge(turn);
    }

    long nextDeadlineNanos() {
        return liveness.nextDeadlineNanos();
    }
}
