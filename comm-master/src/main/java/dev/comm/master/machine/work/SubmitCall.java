package dev.comm.master.machine.work;

import dev.comm.core.machine.Call;
import org.apiguardian.api.API;

/**
 * A call that starts a batch. Its inputs follow in {@link OfferCall}s when the batch requests them. The call completes
 * at once.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class SubmitCall extends Call<SubmitCall.Submitted> {
    private final BatchSpec spec;

    /** Creates a call for a batch. */
    public SubmitCall(BatchSpec spec) {
        this.spec = spec;
    }

    /** Returns the description of the batch. */
    public BatchSpec spec() {
        return spec;
    }

    /**
     * The result of the call: the batch exists.
     *
     * @param batch number of the batch, for later calls
     * @param wanted number of inputs to offer now
     */
    public record Submitted(int batch, int wanted) {}
}
