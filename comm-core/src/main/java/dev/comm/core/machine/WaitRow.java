package dev.comm.core.machine;

import org.apiguardian.api.API;

/**
 * The waits of one kind, such as all receives: a row of the {@link WaitTable}.
 *
 * @param <S> the step of the machine
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public interface WaitRow<S extends Step> {
    /** The time of the next line about these waits, or {@link Nanos#NEVER}. */
    long nextLineNanos();

    /** Writes the lines that are due: the goal of a wait, its duration, and the known facts about its cause. */
    void writeLines(S step);
}
