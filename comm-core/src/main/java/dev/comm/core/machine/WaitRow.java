package dev.comm.core.machine;

import org.apiguardian.api.API;

/**
 * The waits of one kind, such as all receives, as a row of the {@link WaitTable}.
 *
 * @param <S> type of the step of the machine
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public interface WaitRow<S extends Step> {
    /** Returns the time of the next log line about these waits, or {@link Nanos#NEVER}. */
    long nextLineNanos();

    /**
     * Writes the log lines that are due. A line has the goal of a wait, its duration, and the known facts about its
     * cause.
     */
    void writeLines(S step);
}
