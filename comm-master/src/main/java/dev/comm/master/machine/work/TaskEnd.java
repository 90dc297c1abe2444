package dev.comm.master.machine.work;

import dev.comm.core.machine.Value;
import java.util.List;
import org.apiguardian.api.API;

/**
 * The end of one task. Each task has exactly one (T1).
 *
 * @param index position of the input
 * @param kind kind of end
 * @param value value of the task, error of the handler, or error in writing the input; otherwise {@link Value#NONE}
 * @param attempts number of attempts
 * @param rank rank of the last answer, or -1
 * @param history one line for each unsuccessful attempt. For an unserved task the last line is the reason
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record TaskEnd(int index, Kind kind, Value value, int attempts, int rank, List<String> history) {
    /** Copies the list. */
    public TaskEnd {
        history = List.copyOf(history);
    }

    /** The kinds of ends. */
    public enum Kind {
        /** The master accepted a result. */
        DONE,
        /** The handler of the task failed more often than allowed. */
        FAILED,
        /**
         * The task was lost more often than allowed: with nodes that ran only this task, or in frames that were
         * dropped.
         */
        LOST,
        /** No living node could take the task for longer than its batch waits. */
        UNSERVED,
        /** The program cancelled the task. */
        CANCELLED,
        /** The input of the task could not be written. */
        NOT_WRITTEN
    }
}
