package dev.comm.node.machine;

import dev.comm.api.machine.Call;
import dev.comm.api.work.ExitReason;
import org.apiguardian.api.API;

/** Waits until the membership is over, however it ends; complete with the reason. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class AwaitEndCall extends Call<ExitReason> {
    /** A wait for the end. */
    public AwaitEndCall() {}
}
