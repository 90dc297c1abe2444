package dev.comm.master.machine.work;

import dev.comm.api.work.TaskCounts;
import dev.comm.core.machine.Call;
import java.util.List;
import org.apiguardian.api.API;

/**
 * A call for the next outcomes of a batch, in the order of completion. The call completes when there is an outcome,
 * when the batch requests inputs, or after the last outcome. A batch allows one such call at a time.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class NextCall extends Call<NextCall.Next> {
    private final int batch;
    private final int limit;

    /** Creates a call for at most the given number of outcomes. */
    public NextCall(int batch, int limit) {
        this.batch = batch;
        this.limit = limit;
    }

    /** Returns the number of the batch. */
    public int batch() {
        return batch;
    }

    /** Returns the maximum number of outcomes. */
    public int limit() {
        return limit;
    }

    /**
     * The outcomes since the last call.
     *
     * @param ends outcomes in the order of completion, possibly none
     * @param wanted number of inputs to offer now
     * @param counts progress of the batch, or null if the batch is unknown
     * @param over whether these outcomes are the last; the master then discards the batch
     */
    public record Next(List<TaskEnd> ends, int wanted, TaskCounts counts, boolean over) {
        /** Copies the list. */
        public Next {
            ends = List.copyOf(ends);
        }
    }
}
