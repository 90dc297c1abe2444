package dev.comm.core.machine;

import org.apiguardian.api.API;

/**
 * A call that withdraws a send or a receive whose caller has stopped waiting. If no byte of the message has been
 * written, the message is never sent, so the caller may change its value. A receive that has no message takes none. If
 * the other call has ended, this call has no effect. The call completes at once.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class WithdrawCall extends Call<Void> {
    private final Call<?> withdrawn;

    /** Creates a call that withdraws a send or a receive. */
    public WithdrawCall(Call<?> withdrawn) {
        this.withdrawn = withdrawn;
    }

    /** Returns the send or the receive. */
    public Call<?> withdrawn() {
        return withdrawn;
    }
}
