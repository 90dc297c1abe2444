package dev.comm.testkit.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** The claims of a test that hold always, or sometimes. They are evaluated after each event. */
final class Claims {
    private final List<Always> always = new ArrayList<>();
    private final Map<String, BooleanSupplier> sometimes = new LinkedHashMap<>();
    private final Map<String, Long> held = new LinkedHashMap<>();
    private final List<String> breaches = new ArrayList<>();

    void always(String property, BooleanSupplier holds) {
        always.add(new Always(property, holds));
    }

    void sometimes(String property, BooleanSupplier holds) {
        sometimes.put(property, holds);
        held.put(property, 0L);
    }

    boolean isEmpty() {
        return always.isEmpty() && sometimes.isEmpty();
    }

    /** Evaluates each claim. A claim that failed once is not evaluated again. */
    void look(Duration now, long event) {
        always.removeIf(each -> isBroken(each, now, event));
        sometimes.forEach((property, holds) -> {
            if (holds.getAsBoolean()) {
                held.merge(property, 1L, Long::sum);
            }
        });
    }

    private boolean isBroken(Always claim, Duration now, long event) {
        String how;
        try {
            if (claim.holds.getAsBoolean()) {
                return false;
            }
            how = "broke";
        } catch (RuntimeException | AssertionError e) {
            how = "threw " + e;
        }
        String when = String.format(Locale.ROOT, "t=%.6f s, event %,d", now.toNanos() / 1e9, event);
        breaches.add("always '" + claim.property + "': " + how + " at " + when);
        return true;
    }

    List<String> breaches() {
        return List.copyOf(breaches);
    }

    /** Returns for each claim the number of evaluations at which it held. */
    Map<String, Long> held() {
        return new LinkedHashMap<>(held);
    }

    private record Always(String property, BooleanSupplier holds) {}
}
