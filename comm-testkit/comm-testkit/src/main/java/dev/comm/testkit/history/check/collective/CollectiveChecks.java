package dev.comm.testkit.history.check.collective;

import dev.comm.testkit.history.Check;
import java.util.List;
import org.apiguardian.api.API;

/** The list of checks about collectives. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class CollectiveChecks {
    /** All checks about collectives. */
    public static final List<Check> ALL = List.of(
            new B1Agreement(),
            new B1Causes(),
            new B2Validity(),
            new B3NoEarlyRelease(),
            new B4NoArbitraryExclusion(),
            new B4TrulyMissing(),
            new B5BoundedRelease(),
            new B5SilentDeparture(),
            new B5Deadline(),
            new B5Told(),
            new B6Termination(),
            new B6Calls(),
            new B9MatchedCalls(),
            new B10Isolation(),
            new B11Quorum(),
            new B12OneDecision(),
            new B13IdempotentArrival(),
            new C1Collect(),
            new C1AllToAll(),
            new D1Distribute(),
            new R1Reduce());

    private CollectiveChecks() {}
}
