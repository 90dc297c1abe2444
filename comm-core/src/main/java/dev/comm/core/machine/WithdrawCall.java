package dev.comm.core.machine;

import org.apiguardian.api.API;

/**
 * A call that takes back a send after its caller stopped waiting. A message of which nothing was written yet is never
 * sent, so the caller may change its value; of others nothing changes. It completes at once.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class WithdrawCall extends Call<Void> {
    private final SendCall send;

    /** Creates a call that takes back a send. */
    public WithdrawCall(SendCall send) {
        this.send = send;
    }

    /** The send. */
    public SendCall send() {
        return send;
    }
}
