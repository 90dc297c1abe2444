package dev.comm.master.machine;

import dev.comm.api.machine.Call;
import dev.comm.api.work.Registry;

/** A call for the registry; it completes at once. */
public final class RegistryCall extends Call<Registry> {
    /** Creates the call. */
    public RegistryCall() {}
}
