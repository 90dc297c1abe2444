package dev.comm.testkit.history.check.membership;

import dev.comm.testkit.history.Check;
import java.util.List;
import org.apiguardian.api.API;

/** The list of checks about membership: joins, departures, and the end of a run. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class MembershipChecks {
    /** All checks about membership. */
    public static final List<Check> ALL = List.of(
            new B4AfterHealing(),
            new B4TrueCauses(),
            new B7NoResurrection(),
            new B7Fenced(),
            new B8MonotoneEpochs(),
            new B14MasterPause(),
            new L1Registration(),
            new L1Prompt(),
            new L1Ranks(),
            new L2Elastic(),
            new L2FirstCall(),
            new S1Shutdown(),
            new S1NoOrphan(),
            new Q1Drain(),
            new N1NoResume(),
            new M1MasterGone(),
            new A8ToldOnce(),
            new A10NothingLeft());

    private MembershipChecks() {}
}
