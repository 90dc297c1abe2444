package dev.comm.node.machine;

import dev.comm.api.protocol.HandshakeCommand.Accepted;
import dev.comm.api.protocol.HandshakeCommand.Welcome;
import dev.comm.api.protocol.MembershipCommand.Heartbeat;
import dev.comm.core.machine.Nanos;
import dev.comm.core.machine.Notice;
import dev.comm.core.machine.Outbox.Severity;
import dev.comm.node.machine.collective.Collectives;
import dev.comm.node.machine.membership.CurrentView;
import dev.comm.node.machine.membership.LiveTime;
import dev.comm.node.machine.membership.MasterLiveness;
import dev.comm.node.machine.membership.NodeStep;
import dev.comm.node.machine.membership.NodeTimes;
import dev.comm.node.machine.work.RequestTracker;

/**
 * The reactions to the state of the master: this part follows the master's live time, sends heartbeats, holds back new
 * work while the master is suspect, and reports the loss of the master (M1).
 */
final class MasterLease {
    private final NodeTimes times;
    private final MasterLiveness liveness;
    private final LiveTime liveTime;
    private final CurrentView views;
    private final LocalCalls calls;
    private final Collectives collectives;
    private final RequestTracker work;
    private long deadNanos;

    MasterLease(NodeTimes times, MasterLiveness liveness, LiveTime liveTime, CurrentView views, LocalCalls calls) {
        this.times = times;
        this.liveness = liveness;
        this.liveTime = liveTime;
        this.views = views;
        this.calls = calls;
        this.collectives = calls.collectives();
        this.work = calls.work();
    }

    /** Begins when the node is accepted. The first heartbeat goes out at once, because the master waits for it. */
    void start(Accepted accepted, NodeStep step) {
        deadNanos = Math.max(accepted.deadNanos(), times.dead());
        liveness.start(accepted.heartbeatNanos(), deadNanos, step);
        if (liveness.takeBeat(step)) {
            beat(step);
        }
    }

    /** Returns the agreed dead timeout, which is also the slack of calls. */
    long deadNanos() {
        return deadNanos;
    }

    void stop() {
        liveness.stop();
    }

    /** Records a sign of life of the master. */
    void heard(NodeStep step) {
        boolean wasSuspect = liveness.state() == MasterLiveness.State.SUSPECT;
        liveness.heard(step);
        if (wasSuspect) {
            step.out().log(Severity.INFO, "the master responds again");
            work.suspend(false, step);
        }
    }

    /** Begins the live time of the node. */
    void born(NodeStep step) {
        liveTime.start(step.now());
        tellEnd(liveTime.endNanos() != Long.MAX_VALUE, step);
    }

    /** Handles a heartbeat of the master, which contains an interval and the rest of the master's live time. */
    void told(Heartbeat heartbeat, NodeStep step) {
        liveness.follow(heartbeat.intervalNanos());
        tellEnd(liveTime.follow(heartbeat.remainingNanos(), step.now()), step);
    }

    /** Takes the rest of the master's live time from the WELCOME. */
    void welcomed(Welcome welcome, NodeStep step) {
        long rest = welcome.members().stream()
                .filter(member -> member.rank() == 0 && member.remainingLiveTime() != null)
                .mapToLong(member -> Nanos.of(member.remainingLiveTime()))
                .findFirst()
                .orElse(LiveTime.UNLIMITED);
        tellEnd(liveTime.follow(rest, step.now()), step);
    }

    private void tellEnd(boolean hasMoved, NodeStep step) {
        if (hasMoved) {
            step.out().publish(new Notice.LifeEnds(liveTime.endNanos()));
        }
    }

    /** Subtracts a pause of this process from the silence of the master. */
    void forgive(long pauseNanos) {
        liveness.forgive(pauseNanos);
    }

    void onDeadline(NodeStep step) {
        MasterLiveness.State before = liveness.state();
        if (before == MasterLiveness.State.OFF) {
            return;
        }
        liveness.onDeadline(step);
        if (liveness.state() == MasterLiveness.State.LOST) {
            step.loseMaster("it has been silent for " + liveness.silence(step));
        } else if (liveness.state() != before) {
            suspect(step);
        }
        if (liveness.takeBeat(step)) {
            beat(step);
        }
    }

    private void suspect(NodeStep step) {
        String detail = "the master has been silent for " + liveness.silence(step) + "; this node starts no new work";
        step.out().log(Severity.WARN, detail);
        step.out().publish(new Notice.MasterSuspected(false));
        work.suspend(true, step);
    }

    private void beat(NodeStep step) {
        long remaining = liveTime.remainingNanos(step.now());
        step.send(new Heartbeat(calls.progress(), remaining, views.view().epoch(), liveness.heartbeat()));
        collectives.acknowledge(step);
    }

    long nextDeadlineNanos() {
        return liveness.nextDeadlineNanos();
    }
}
