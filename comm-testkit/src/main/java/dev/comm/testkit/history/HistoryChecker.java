package dev.comm.testkit.history;

import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;

/** Runs all checks over a history. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class HistoryChecker {
    private static final List<Check> ALL = List.of(
            new B1Agreement(),
            new B1Causes(),
            new B2Validity(),
            new B3NoEarlyRelease(),
            new B4NoArbitraryExclusion(),
            new B4TrulyMissing(),
            new B4AfterHealing(),
            new B4TrueCauses(),
            new B5BoundedRelease(),
            new B5SilentDeparture(),
            new B5Deadline(),
            new B5Told(),
            new B6Termination(),
            new B6Calls(),
            new B7NoResurrection(),
            new B7Fenced(),
            new B8MonotoneEpochs(),
            new B9MatchedCalls(),
            new B10Isolation(),
            new B11Quorum(),
            new B12OneDecision(),
            new B13IdempotentArrival(),
            new B14MasterPause(),
            new C1Collect(),
            new C2BoundedMemory(),
            new D1Distribute(),
            new R1Reduce(),
            new P1Messages(),
            new T1OneResult(),
            new T2NoTaskLost(),
            new T3NoTaskPastLife(),
            new L1Registration(),
            new L1Prompt(),
            new L1Ranks(),
            new L2Elastic(),
            new L2FirstCall(),
            new S1Shutdown(),
            new S1NoOrphan(),
            new N1NoResume(),
            new M1MasterGone(),
            new A6OneOutcome(),
            new A8ToldOnce(),
            new A10NothingLeft(),
            new A12DocumentedErrors());

    private HistoryChecker() {}

    /** Every check. */
    public static List<Check> checks() {
        return ALL;
    }

    /** Every breach of every promise, with its id; none if all were kept. */
    public static List<String> breaches(History history) {
        List<String> found = new ArrayList<>();
        for (Check check : ALL) {
            check.breaches(history).forEach(breach -> found.add(check.id() + ": " + breach));
        }
        history.of(Occurrence.Complaint.class)
                .forEach(complaint -> found.add(complaint.promise() + ": " + complaint.detail()));
        return found;
    }
}
