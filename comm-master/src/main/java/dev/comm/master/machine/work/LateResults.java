package dev.comm.master.machine.work;

import dev.comm.api.protocol.WorkCommand.ResultAsk;
import dev.comm.core.machine.Nanos;
import dev.comm.core.machine.Outbox;

/**
 * The questions to living nodes about attempts with late results, because a frame may have been lost. TCP alone loses
 * no frame, but a man in the middle may drop one. The first question follows after the longest of the dead timeout,
 * twice the estimate and four times the median of the handler, but at the attempt's timeout at the latest. Further
 * questions follow whenever the age has doubled. A node that works on the attempt does not answer, so a slow handler
 * never runs twice. The master also asks about abandoned attempts: a lost answer must not keep a slot occupied.
 */
final class LateResults {
    private static final int ESTIMATES = 2;

    private final ServingNodes serving;
    private final SlowTasks slow;
    private long askNanos = Nanos.NEVER;
    private long lookAt = Nanos.NEVER;

    LateResults(ServingNodes serving, SlowTasks slow) {
        this.serving = serving;
        this.slow = slow;
    }

    /**
     * Sets the age of an attempt at which the master first asks for its result. Without this call the master never
     * asks.
     */
    void askAfter(long nanos) {
        askNanos = nanos;
    }

    /** Records that an attempt presumably starts at its node. */
    void started(Attempt attempt, long now) {
        if (askNanos != Nanos.NEVER) {
            lookAt = Math.min(lookAt, Nanos.after(now, atMost(askNanos, attempt)));
        }
    }

    void close() {
        lookAt = Nanos.NEVER;
    }

    long nextDeadlineNanos() {
        return lookAt;
    }

    void onDeadline(long now, Outbox out) {
        if (now < lookAt) {
            return;
        }
        lookAt = Nanos.NEVER;
        for (NodeLoad load : serving.all()) {
            for (Attempt attempt : load.running()) {
                look(attempt, now, out);
            }
        }
    }

    private void look(Attempt attempt, long now, Outbox out) {
        long age = now - attempt.startedAt();
        if (age >= dueAge(attempt)) {
            attempt.asked(Math.max(age, askNanos));
            if (attempt.isSent()) {
                out.send(
                        attempt.worker().node().endpoint(),
                        new ResultAsk(attempt.task().id(), attempt.number()));
            }
        }
        lookAt = Math.min(lookAt, Nanos.after(attempt.startedAt(), dueAge(attempt)));
    }

    private long dueAge(Attempt attempt) {
        if (attempt.askedNanos() > 0) {
            return 2 * attempt.askedNanos();
        }
        BatchSpec spec = attempt.task().batch().spec();
        long usual = Math.max(slow.usualNanos(spec.handler()), ESTIMATES * spec.estimateNanos());
        return atMost(Math.max(askNanos, usual), attempt);
    }

    private static long atMost(long age, Attempt attempt) {
        long timeout = attempt.task().batch().spec().timeoutNanos();
        return timeout < 0 ? age : Math.min(age, timeout);
    }
}
