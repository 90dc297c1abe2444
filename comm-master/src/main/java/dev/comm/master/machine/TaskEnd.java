package dev.comm.master.machine;

import dev.comm.api.machine.Value;
import java.util.List;
import org.apiguardian.api.API;

/**
 * The end of one task; there is exactly one for each (T1).
 *
 * @param index position of the input
 * @param kind how it ended
 * @param value the value, the handler's error or the reason why the input could not be written; else {@link Value#NONE}
 * @param attempts how often it was given away
 * @param rank the node whose answer was the last, or -1
 * @param history a line for each attempt that did not end well
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record TaskEnd(int index, Kind kind, Value value, int attempts, int rank, List<String> history) {
    /** Copies the list. */
    public TaskEnd {
        history = List.copyOf(history);
    }

    /** How a task ends. */
    public enum Kind {
        /** A result was accepted. */
        DONE,
        /** Its handler failed once more than it may. */
        FAILED,
        /** Its nodes were lost once more than they may, each time while it was alone there. */
        LOST,
        /** It was cancelled. */
        CANCELLED,
        /** Its input could not be written. */
        NOT_WRITTEN
    }
}
