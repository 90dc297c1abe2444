package dev.comm.launcher.hosts;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The hosts for a run.
 *
 * @param hosts the hosts, each once, in the order of their source
 * @param source what named them, for messages
 */
public record Allocation(List<HostSlots> hosts, String source) {
    /** Returns an allocation in which the slots of a host that was named several times are added. */
    static Allocation of(List<HostSlots> named, String source) {
        Map<String, Integer> slots = new LinkedHashMap<>();
        named.forEach(each -> slots.merge(each.name(), each.slots(), Integer::sum));
        return new Allocation(
                slots.entrySet().stream()
                        .map(each -> new HostSlots(each.getKey(), each.getValue()))
                        .toList(),
                source);
    }

    /** Returns the names of the hosts. */
    public List<String> names() {
        return hosts.stream().map(HostSlots::name).toList();
    }
}
