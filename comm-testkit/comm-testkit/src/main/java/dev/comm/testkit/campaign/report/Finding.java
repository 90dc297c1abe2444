package dev.comm.testkit.campaign.report;

import dev.comm.testkit.campaign.play.Case;
import dev.comm.testkit.campaign.play.Outcome;
import dev.comm.testkit.campaign.play.Symptom;
import dev.comm.testkit.fault.FaultPlan;
import org.apiguardian.api.API;

/**
 * The known facts of a failure.
 *
 * @param first the case as it was found, with all its faults
 * @param last the smallest case that fails in the same way, played with all events and frames recorded
 * @param symptom the mark of the failure
 * @param tries the number of runs that the search for the smallest case took
 * @param repeats whether a second run of the smallest case was the same, event for event
 * @param note further remarks, empty if there are none
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Finding(Outcome first, Outcome last, Symptom symptom, int tries, boolean repeats, String note) {
    /** The smallest case. */
    public Case smallest() {
        return last.planned();
    }

    int faultsBefore() {
        return plan(first).size();
    }

    int faultsKept() {
        return plan(last).size();
    }

    private static FaultPlan plan(Outcome outcome) {
        FaultPlan plan = outcome.planned().plan();
        return plan == null ? FaultPlan.NONE : plan;
    }
}
