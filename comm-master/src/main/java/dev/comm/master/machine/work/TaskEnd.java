package dev.comm.master.machine.work;

import dev.comm.core.machine.Value;
import java.util.List;
import org.apiguardian.api.API;

/**
 * The end of one task, exactly one for each task (T1).
 *
 * @param index position of the input
 * @param kind kind of end
 * @param value value, error of the handler, or error in writing the input; else {@link Value#NONE}
 * @param attempts number of attempts
 * @param rank rank of the last answer, or -1
 * @param history one line for each unsuccessful attempt; the last line of an unserved task is the reason instead
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
        /** Its handler failed more often than allowed. */
        FAILED,
        /** More nodes than allowed were lost while they ran this task alone. */
        LOST,
        /** No living node could take it for longer than its batch waits. */
        UNSERVED,
        /** The program cancelled it. */
        CANCELLED,
        /** Its input could not be written. */
        NOT_WRITTEN
    }
}
