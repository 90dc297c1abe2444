package dev.comm.core.machine;

import org.apiguardian.api.API;

/**
 * A call that closes a duplicate. The machine rejects later calls on the duplicate, and frees the state of the
 * duplicate when the open collectives have ended. The call completes at once.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ReleaseCall extends Call<Void> {
    private final int communicator;

    /** Creates a call that closes a duplicate with an id other than 0. */
    public ReleaseCall(int communicator) {
        this.communicator = communicator;
    }

    /** Returns the id of the communicator. */
    public int communicator() {
        return communicator;
    }
}
