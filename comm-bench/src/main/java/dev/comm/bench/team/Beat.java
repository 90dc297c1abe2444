package dev.comm.bench.team;

/** The work of a rank for each repetition. */
@FunctionalInterface
public interface Beat {
    /** Brings all ranks to the same point before the timed part. */
    default void line() throws Exception {}

    /** Runs the timed part. */
    void play() throws Exception;

    /**
     * Returns whether one call of {@link #play} lasts until rank 0 has gone. Such a rank only answers, and counts no
     * repetitions.
     */
    default boolean isServing() {
        return false;
    }

    /** Returns the work with an untimed part before each repetition. */
    static Beat after(Beat line, Beat timed) {
        return new Beat() {
            @Override
            public void line() throws Exception {
                line.play();
            }

            @Override
            public void play() throws Exception {
                timed.play();
            }
        };
    }

    /** Returns the work of a rank that answers until rank 0 has gone. */
    static Beat serving(Beat answering) {
        return new Beat() {
            @Override
            public void play() throws Exception {
                answering.play();
            }

            @Override
            public boolean isServing() {
                return true;
            }
        };
    }
}
