package dev.comm.testkit.junit;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A counter of the omitted tests. It reports them once when all tests are over, so that no test is omitted in silence.
 */
final class Skips implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("comm.testkit");

    private final Map<String, Integer> reasons = new TreeMap<>();

    private Skips() {}

    /** Returns the counter of the whole execution. */
    static Skips of(ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(Skips.class))
                .getOrComputeIfAbsent(Skips.class, key -> new Skips(), Skips.class);
    }

    synchronized void add(String reason) {
        reasons.merge(reason, 1, Integer::sum);
    }

    @Override
    public synchronized void close() {
        if (!reasons.isEmpty()) {
            LOG.warn("cluster tests that were not run: {}", this);
        }
    }

    @Override
    public synchronized String toString() {
        return reasons.values().stream().mapToInt(Integer::intValue).sum() + " ("
                + reasons.entrySet().stream()
                        .map(each -> each.getValue() + " x " + each.getKey())
                        .collect(Collectors.joining("; "))
                + ")";
    }
}
