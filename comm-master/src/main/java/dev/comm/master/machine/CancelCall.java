package dev.comm.master.machine;

import dev.comm.api.machine.Call;
import dev.comm.api.work.TaskCounts;
import org.apiguardian.api.API;

/**
 * Ends all tasks of a batch that have not ended, and tells the nodes; ends at once, with null if the batch is
 * forgotten.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class CancelCall extends Call<TaskCounts> {
    private final int batch;
    private final boolean forgets;

    /**
     * A cancellation.
     *
     * @param forgets whether nobody wants the ends any more
     */
    public CancelCall(int batch, boolean forgets) {
        this.batch = batch;
        this.forgets = forgets;
    }

    /** Number of the batch. */
    public int batch() {
        return batch;
    }

    /** Whether nobody wants the ends any more. */
    public boolean forgets() {
        return forgets;
    }
}
