package dev.comm.master.machine.membership;

import dev.comm.core.machine.Call;

/** A call that removes every node. The nodes depart as REMOVED and are fenced. The call completes at once. */
public final class RemoveCall extends Call<Void> {
    /** Creates the call. */
    public RemoveCall() {}
}
