package dev.comm.testkit.engine;

import java.util.LinkedHashMap;
import java.util.Map;

/** What the test itself planned before the run, and whether it happened: a plan that never comes proves nothing. */
final class PlannedByTest {
    private final Map<String, Long> times = new LinkedHashMap<>();
    private boolean byKit;
    private boolean over;

    /** What is planned meanwhile is none of the test's: plans of faults need not happen. */
    void byKit(Runnable planning) {
        boolean before = byKit;
        byKit = true;
        try {
            planning.run();
        } finally {
            byKit = before;
        }
    }

    /** The action, which counts when it happens. */
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

    /** How often each happened. */
    Map<String, Long> times() {
        return new LinkedHashMap<>(times);
    }
}
