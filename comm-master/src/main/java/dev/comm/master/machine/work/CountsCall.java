package dev.comm.master.machine.work;

import dev.comm.api.work.TaskCounts;
import dev.comm.core.machine.Call;
import org.apiguardian.api.API;

/** A call for the progress of a batch. The call completes at once, with null if the batch is unknown. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class CountsCall extends Call<TaskCounts> {
    private final int batch;

    /** Creates a call for a batch. */
    public CountsCall(int batch) {
        this.batch = batch;
    }

    /** Returns the number of the batch. */
    public int batch() {
        return batch;
    }
}
