package dev.comm.master.machine;

import dev.comm.api.machine.Call;
import java.util.SortedMap;
import org.apiguardian.api.API;

/** Asks how far the running tasks of a batch say they are, by index; ends at once. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class FractionsCall extends Call<SortedMap<Integer, Double>> {
    private final int batch;

    /** A question about a batch. */
    public FractionsCall(int batch) {
        this.batch = batch;
    }

    /** Number of the batch. */
    public int batch() {
        return batch;
    }
}
