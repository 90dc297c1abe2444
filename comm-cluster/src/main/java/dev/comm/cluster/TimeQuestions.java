package dev.comm.cluster;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The questions for the time that is left. Rank 0 alone asks them, because a controller could not answer all tasks.
 *
 * @param first asked once, at the start; a variable may answer it
 * @param again asked while the run lasts, because a limit may be changed
 */
record TimeQuestions(Supplier<Optional<Duration>> first, Supplier<Optional<Duration>> again) {
    /** No question. */
    static final TimeQuestions NONE = new TimeQuestions(Optional::empty, Optional::empty);
}
