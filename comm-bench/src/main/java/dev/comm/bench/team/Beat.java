package dev.comm.bench.team;

/** The work of a rank for each repetition. */
@FunctionalInterface
public interface Beat {
    /** Brings all to the same place, untimed. */
    default void line() throws Exception {}

    /** The timed part. */
    void play() throws Exception;

    /** Whether one call of {@link #play} lasts until rank 0 has gone: the rank answers, and counts nothing. */
    default boolean isServing() {
        return false;
    }

    /** The same with something before each repetition. */
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

    /** A rank that answers until rank 0 has gone. */
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
