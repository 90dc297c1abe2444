package dev.comm.master.machine.collective;

import dev.comm.master.machine.membership.MasterStep;

/** A decision with its payloads, which the master keeps until every member has acknowledged it or departed. */
final class StoredDecision {
    private final DecisionCopies copies;
    private int outstanding;

    StoredDecision(DecisionCopies copies, int outstanding) {
        this.copies = copies;
        this.outstanding = outstanding;
    }

    DecisionCopies copies() {
        return copies;
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
        copies.owned().forEach(step::free);
        return true;
    }
}
