package dev.comm.master.machine.work;

import dev.comm.core.machine.Call;
import java.util.SortedMap;
import org.apiguardian.api.API;

/** A call for the reported progress of running tasks, by index. The call completes at once. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class FractionsCall extends Call<SortedMap<Integer, Double>> {
    private final int batch;

    /** Creates a call for a batch. */
    public FractionsCall(int batch) {
        this.batch = batch;
    }

    /** Returns the number of the batch. */
    public int batch() {
        return batch;
    }
}
