package dev.comm.master.machine;

import dev.comm.api.machine.Call;
import dev.comm.api.work.Registry;

/** Asks who is registered now; ends at once. */
public final class RegistryCall extends Call<Registry> {
    /** The call. */
    public RegistryCall() {}
}
