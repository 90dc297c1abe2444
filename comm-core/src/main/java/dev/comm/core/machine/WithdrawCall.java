package dev.comm.core.machine;

import org.apiguardian.api.API;

/**
 * A call that withdraws a send whose caller has stopped waiting. If no byte of the message has been written, the
 * message is never sent, so the caller may change its value. Otherwise the call has no effect. The call completes at
 * once.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class WithdrawCall extends Call<Void> {
    private final SendCall send;

    /** Creates a call that withdraws a send. */
    public WithdrawCall(SendCall send) {
        this.send = send;
    }

    /** Returns the send. */
    public SendCall send() {
        return send;
    }
}
