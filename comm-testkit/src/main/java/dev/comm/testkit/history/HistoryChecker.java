package dev.comm.testkit.history;

import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;

/** Runs all checks over a history. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class HistoryChecker {
    private static final List<Check> ALL = List.of(
            new B1Agreement(),
            new B2Validity(),
            new B3NoEarlyRelease(),
            new B4NoArbitraryExclusion(),
            new B5BoundedRelease(),
            new B5SilentDeparture(),
            new B6Termination(),
            new B7NoResurrection(),
            new B8MonotoneEpochs(),
            new B9MatchedCalls(),
            new B10Isolation(),
            new B11Quorum(),
            new B12OneDecision(),
            new B13IdempotentArrival(),
            new B14MasterPause(),
            new C1Collect(),
            new D1Distribute(),
            new R1Reduce(),
            new P1Messages(),
            new T1OneResult(),
            new T2NoTaskLost(),
            new T3NoTaskPastLife());

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
        return found;
    }
}
