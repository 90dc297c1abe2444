package dev.comm.master.machine.membership;

import dev.comm.api.work.Registry;
import dev.comm.api.work.RegistryEntry;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** The creation of the registry for users from the present members. */
public final class RegistryReader {
    private RegistryReader() {}

    public static Registry read(LivingNodes nodes, long now) {
        SortedMap<Integer, RegistryEntry> entries = new TreeMap<>();
        nodes.members().forEach(node -> entries.put(node.rank(), entry(node, now)));
        return new Registry(entries);
    }

    private static RegistryEntry entry(Node node, long now) {
        NodeFacts facts = node.facts();
        long remaining = node.remainingNanos(now);
        return new RegistryEntry(
                node.rank(),
                node.incarnation(),
                facts.host(),
                facts.startMillis(),
                remaining == Long.MAX_VALUE ? null : Duration.ofNanos(remaining),
                facts.labels(),
                facts.slots(),
                new TreeSet<>(node.handlers()),
                state(node));
    }

    private static RegistryEntry.State state(Node node) {
        if (node.isDraining()) {
            return RegistryEntry.State.DRAINING;
        }
        if (node.isSuspect()) {
            return RegistryEntry.State.SUSPECT;
        }
        return node.isStuck() ? RegistryEntry.State.STUCK : RegistryEntry.State.ALIVE;
    }
}
