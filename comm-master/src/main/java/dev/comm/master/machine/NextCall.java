package dev.comm.master.machine;

import dev.comm.api.machine.Call;
import dev.comm.api.work.TaskCounts;
import java.util.List;
import org.apiguardian.api.API;

/**
 * Takes the ends of tasks in the order of completion. Ends when there is one, when inputs are wanted or when all have
 * been taken; one such call of a batch at a time.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class NextCall extends Call<NextCall.Next> {
    private final int batch;
    private final int limit;

    /** A wait for ends of a batch's tasks, at most so many. */
    public NextCall(int batch, int limit) {
        this.batch = batch;
        this.limit = limit;
    }

    /** Number of the batch. */
    public int batch() {
        return batch;
    }

    /** How many ends are taken at most. */
    public int limit() {
        return limit;
    }

    /**
     * What has ended since the last call.
     *
     * @param ends in the order of completion, possibly none
     * @param wanted how many inputs are to be offered now
     * @param counts where the batch stands
     * @param over whether these are the last; then the batch is forgotten
     */
    public record Next(List<TaskEnd> ends, int wanted, TaskCounts counts, boolean over) {
        /** Copies the list. */
        public Next {
            ends = List.copyOf(ends);
        }
    }
}
