package dev.comm.master.machine.work;

import dev.comm.core.machine.Call;
import org.apiguardian.api.API;

/** A call that reports the end of the inputs of a batch whose number of tasks was unknown. It completes at once. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class EndInputsCall extends Call<Void> {
    private final int batch;

    /** Creates a call for a batch. */
    public EndInputsCall(int batch) {
        this.batch = batch;
    }

    /** Returns the number of the batch. */
    public int batch() {
        return batch;
    }
}
