package dev.comm.testkit.campaign.shrink;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * A search that makes a list of causes smaller while the failure remains. It tries halves, then ever smaller parts,
 * then single elements.
 */
final class DeltaDebugging<T> {
    private final Predicate<List<T>> fails;

    /**
     * Creates a search.
     *
     * @param fails a condition that is true if the failure remains with these causes only; it has to return false when
     *     the search is to end
     */
    DeltaDebugging(Predicate<List<T>> fails) {
        this.fails = fails;
    }

    /** Returns the smallest list that was found. If the search was not ended early, each element is needed. */
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

    /** Returns one part alone, or everything but one part, if the failure remains; else null. */
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
