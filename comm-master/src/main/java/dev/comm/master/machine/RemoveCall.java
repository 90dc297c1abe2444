package dev.comm.master.machine;

import dev.comm.api.machine.Call;

/** Removes every node: they depart as REMOVED and are fenced; ends at once. */
public final class RemoveCall extends Call<Void> {
    /** The call. */
    public RemoveCall() {}
}
