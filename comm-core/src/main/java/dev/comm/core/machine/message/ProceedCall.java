package dev.comm.core.machine.message;

import dev.comm.core.machine.Call;
import dev.comm.core.machine.ReceiveCall;
import org.apiguardian.api.API;

/**
 * A call that lets a held receive take its message. It has no effect if the receive has ended. The call completes at
 * once.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ProceedCall extends Call<Void> {
    private final ReceiveCall receive;

    /** Creates a call for a held receive. */
    public ProceedCall(ReceiveCall receive) {
        this.receive = receive;
    }

    /** Returns the receive. */
    public ReceiveCall receive() {
        return receive;
    }
}
