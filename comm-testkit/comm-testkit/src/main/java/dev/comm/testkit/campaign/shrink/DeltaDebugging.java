package dev.comm.testkit.campaign.shrink;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Makes a list of causes smaller while the failure stays: tries halves, then ever smaller parts, then single elements.
 */
final class DeltaDebugging<T> {
    private final Predicate<List<T>> fails;

    /**
     * A search.
     *
     * @param fails whether the failure is still there with these causes only; has to say false when the search shall
     *     end
     */
    DeltaDebugging(Predicate<List<T>> fails) {
        this.fails = fails;
    }

    /** The smallest list found: if the search came to its end, each element is needed. */
    List<T> minimal(List<T> failing) {
        if (failing.isEmpty() || fails.test(List.of())) {
            return List.of();
        }
        List<T> best = failing;
        int parts = 2;
        while (best.size() > 1) {
            List<T> smaller = smaller(best, parts);
            if (smaller != null) {
                parts = Math.max(2, smaller.size() < best.size() / 2 ? 2 : parts - 1);
                best = smaller;
            } else if (parts >= best.size()) {
                return best;
            } else {
                parts = Math.min(best.size(), parts * 2);
            }
        }
        return best;
    }

    /** One part alone or everything but one part, if that still fails; else null. */
    private List<T> smaller(List<T> all, int parts) {
        for (int i = 0; i < parts; i++) {
            List<T> part = all.subList(all.size() * i / parts, all.size() * (i + 1) / parts);
            if (fails.test(part)) {
                return List.copyOf(part);
            }
        }
        for (int i = 0; parts > 2 && i < parts; i++) {
            List<T> rest = new ArrayList<>(all.subList(0, all.size() * i / parts));
            rest.addAll(all.subList(all.size() * (i + 1) / parts, all.size()));
            if (fails.test(rest)) {
                return List.copyOf(rest);
            }
        }
        return null;
    }
}
