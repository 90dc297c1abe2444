package dev.comm.node.machine.membership;

import dev.comm.api.work.ExitReason;
import dev.comm.core.machine.Call;
import org.apiguardian.api.API;

/** A call that waits for the end of the membership. It completes with the reason. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class AwaitEndCall extends Call<ExitReason> {
    /** Creates the call. */
    public AwaitEndCall() {}
}
