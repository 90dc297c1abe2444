package dev.comm.master.machine;

import dev.comm.api.machine.Call;
import dev.comm.api.machine.Value;
import java.util.List;
import org.apiguardian.api.API;

/** Gives the next inputs of a batch, in order; ends at once with the number of further inputs that are wanted now. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class OfferCall extends Call<Integer> {
    private final int batch;
    private final List<Value> inputs;

    /** The next inputs; one that could not be written says FAILED. More than the batch has are ignored. */
    public OfferCall(int batch, List<Value> inputs) {
        this.batch = batch;
        this.inputs = List.copyOf(inputs);
    }

    /** Number of the batch. */
    public int batch() {
        return batch;
    }

    /** The inputs. */
    public List<Value> inputs() {
        return inputs;
    }
}
