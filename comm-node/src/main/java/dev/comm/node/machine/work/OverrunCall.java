package dev.comm.node.machine.work;

import dev.comm.core.machine.Call;
import org.apiguardian.api.API;

/** A call that waits for the next overrun. It completes with null when no more overruns can occur. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class OverrunCall extends Call<Overrun> {
    /** Creates the call. */
    public OverrunCall() {}
}
