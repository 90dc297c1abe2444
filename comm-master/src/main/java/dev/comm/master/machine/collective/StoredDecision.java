package dev.comm.master.machine.collective;

import dev.comm.api.Payload;
import dev.comm.api.protocol.CollectiveCommand.Decision;
import dev.comm.master.machine.membership.MasterStep;

/** A decision with its payload, which the master keeps until every member has acknowledged it or departed. */
final class StoredDecision {
    private final Decision decision;
    private final Payload payload;
    private int outstanding;

    StoredDecision(Decision decision, Payload payload, int outstanding) {
        this.decision = decision;
        this.payload = payload;
        this.outstanding = outstanding;
    }

    Decision decision() {
        return decision;
    }

    Payload payload() {
        return payload;
    }

    /**
     * Records that one more member does not need the decision any more.
     *
     * @return whether this was the last member, so that the bytes are freed
     */
    boolean release(MasterStep step) {
        outstanding--;
        return freeIfDone(step);
    }

    /**
     * Frees the bytes if no member needs the decision.
     *
     * @return whether the bytes are freed
     */
    boolean freeIfDone(MasterStep step) {
        if (outstanding > 0) {
            return false;
        }
        step.free(payload);
        return true;
    }
}
