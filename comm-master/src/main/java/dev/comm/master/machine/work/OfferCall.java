package dev.comm.master.machine.work;

import dev.comm.core.machine.Call;
import dev.comm.core.machine.Value;
import java.util.List;
import org.apiguardian.api.API;

/**
 * A call that offers the next inputs of a batch, in order. The call completes at once with the number of further inputs
 * to offer.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class OfferCall extends Call<Integer> {
    private final int batch;
    private final List<Value> inputs;

    /**
     * Creates a call with the next inputs. An input that could not be written has the content kind FAILED. Inputs
     * beyond the total of the batch are ignored.
     */
    public OfferCall(int batch, List<Value> inputs) {
        this.batch = batch;
        this.inputs = List.copyOf(inputs);
    }

    /** Returns the number of the batch. */
    public int batch() {
        return batch;
    }

    /** Returns the inputs. */
    public List<Value> inputs() {
        return inputs;
    }
}
