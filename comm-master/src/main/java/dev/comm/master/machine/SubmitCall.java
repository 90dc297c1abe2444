package dev.comm.master.machine;

import dev.comm.api.machine.Call;
import org.apiguardian.api.API;

/** Starts a batch of tasks; its inputs follow in {@link OfferCall}s as far as they are wanted. Ends at once. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class SubmitCall extends Call<SubmitCall.Submitted> {
    private final BatchSpec spec;

    /** A batch. */
    public SubmitCall(BatchSpec spec) {
        this.spec = spec;
    }

    /** What the batch is. */
    public BatchSpec spec() {
        return spec;
    }

    /**
     * The batch is there.
     *
     * @param batch its number, for the calls that follow
     * @param wanted how many inputs are to be offered now
     */
    public record Submitted(int batch, int wanted) {}
}
