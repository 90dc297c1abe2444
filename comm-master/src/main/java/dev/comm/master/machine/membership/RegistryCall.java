package dev.comm.master.machine.membership;

import dev.comm.api.work.Registry;
import dev.comm.core.machine.Call;

/** A call for the registry. The call completes at once. */
public final class RegistryCall extends Call<Registry> {
    /** Creates the call. */
    public RegistryCall() {}
}
