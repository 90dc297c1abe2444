package dev.comm.master.machine.work;

import dev.comm.api.work.TaskCounts;
import dev.comm.core.machine.Call;
import org.apiguardian.api.API;

/**
 * A call that cancels the open tasks of a batch, also at the nodes. The call completes at once, with null if the batch
 * is unknown.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class CancelCall extends Call<TaskCounts> {
    private final int batch;
    private final boolean forgets;

    /**
     * Creates a call.
     *
     * @param forgets whether the program no longer needs the outcomes
     */
    public CancelCall(int batch, boolean forgets) {
        this.batch = batch;
        this.forgets = forgets;
    }

    /** Returns the number of the batch. */
    public int batch() {
        return batch;
    }

    /** Returns whether the program no longer needs the outcomes. */
    public boolean forgets() {
        return forgets;
    }
}
