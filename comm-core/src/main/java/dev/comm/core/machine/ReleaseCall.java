package dev.comm.core.machine;

import org.apiguardian.api.API;

/**
 * A call that closes a duplicate. The machine refuses its later calls from now on, and frees its state when the open
 * collectives have ended. It completes at once.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ReleaseCall extends Call<Void> {
    private final int communicator;

    /** Creates a call that closes a duplicate with an id other than 0. */
    public ReleaseCall(int communicator) {
        this.communicator = communicator;
    }

    /** The communicator's id. */
    public int communicator() {
        return communicator;
    }
}
