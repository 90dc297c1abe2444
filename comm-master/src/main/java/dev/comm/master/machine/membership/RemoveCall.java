package dev.comm.master.machine.membership;

import dev.comm.core.machine.Call;

/** A call that removes every node; the nodes depart as REMOVED and are fenced. It completes at once. */
public final class RemoveCall extends Call<Void> {
    /** Creates the call. */
    public RemoveCall() {}
}
