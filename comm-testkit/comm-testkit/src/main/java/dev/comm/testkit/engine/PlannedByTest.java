package dev.comm.testkit.engine;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The actions that the test itself planned before the run, and whether they happened. A plan that never happens proves
 * nothing.
 */
final class PlannedByTest {
    private final Map<String, Long> times = new LinkedHashMap<>();
    private boolean byKit;
    private volatile boolean over;

    /**
     * Runs planning code of the kit. Its actions are no actions of the test, because the plans of faults need not
     * happen.
     */
    void byKit(Runnable planning) {
        boolean before = byKit;
        byKit = true;
        try {
            planning.run();
        } finally {
            byKit = before;
        }
    }

    /** Returns the action, which is counted when it happens. */
    Runnable of(String when, Runnable action) {
        requireNotOver();
        if (byKit) {
            return action;
        }
        times.put(when, 0L);
        return () -> {
            times.merge(when, 1L, Long::sum);
            action.run();
        };
    }

    void requireNotOver() {
        if (over) {
            throw new IllegalStateException("plan it before cluster.run(): the run is over, nothing happens any more");
        }
    }

    void runIsOver() {
        over = true;
    }

    /** Returns for each action the number of times that it happened. */
    Map<String, Long> times() {
        return new LinkedHashMap<>(times);
    }
}
