package dev.comm.master.machine.work;

import dev.comm.core.machine.Call;
import dev.comm.core.machine.Value;
import java.util.List;
import org.apiguardian.api.API;

/**
 * A call that offers the next inputs of a batch, in order. It completes at once with the number of further inputs to
 * offer.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class OfferCall extends Call<Integer> {
    private final int batch;
    private final List<Value> inputs;

    /**
     * Creates a call with the next inputs; one that could not be written is FAILED. The master ignores more inputs than
     * the batch has.
     */
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
