package dev.comm.core.machine.message;

import dev.comm.core.machine.ReceiveCall.Address;
import dev.comm.core.machine.Value;
import dev.comm.core.machine.message.ReceiveAnyCall.TagLane;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The messages that no receive has taken, in order for each address, and the first ones of each lane in order. */
final class StoredMessages {
    private final Map<Address, ArrayDeque<Stored>> queues = new HashMap<>();
    private final Map<TagLane, TreeMap<Long, Address>> heads = new HashMap<>();

    /**
     * One message.
     *
     * @param number its number in the order of arrival
     * @param source number for the listener of the inbox
     */
    record Stored(long number, Value value, int source) {}

    int count(Address address) {
        ArrayDeque<Stored> queue = queues.get(address);
        return queue == null ? 0 : queue.size();
    }

    /** Returns the number of messages at the addresses that match. */
    int count(Predicate<Address> which) {
        int count = 0;
        for (Map.Entry<Address, ArrayDeque<Stored>> each : queues.entrySet()) {
            count += which.test(each.getKey()) ? each.getValue().size() : 0;
        }
        return count;
    }

    void add(Address address, Stored message) {
        ArrayDeque<Stored> queue = queues.computeIfAbsent(address, any -> new ArrayDeque<>());
        if (queue.isEmpty()) {
            heads.computeIfAbsent(lane(address), any -> new TreeMap<>()).put(message.number, address);
        }
        queue.add(message);
    }

    /** Removes and returns the first message of an address, which must have one. */
    Stored take(Address address) {
        ArrayDeque<Stored> queue = queues.get(address);
        Stored first = queue.remove();
        TreeMap<Long, Address> firsts = heads.get(lane(address));
        firsts.remove(first.number);
        if (!queue.isEmpty()) {
            firsts.put(queue.element().number, address);
        } else {
            queues.remove(address);
            if (firsts.isEmpty()) {
                heads.remove(lane(address));
            }
        }
        return first;
    }

    /** Returns whether an address has a message that arrived before the given number. */
    boolean hasBefore(Address address, long number) {
        ArrayDeque<Stored> queue = queues.get(address);
        return queue != null && queue.element().number < number;
    }

    /** Returns the addresses of a lane by the number of their first message. */
    SortedMap<Long, Address> heads(TagLane lane) {
        return heads.getOrDefault(lane, new TreeMap<>());
    }

    /** Removes and returns the messages of a communicator. */
    List<Stored> removeAll(int communicator) {
        List<Stored> removed = new ArrayList<>();
        heads.keySet().removeIf(lane -> lane.communicator() == communicator);
        queues.entrySet().removeIf(each -> {
            boolean isOfIt = each.getKey().communicator() == communicator;
            if (isOfIt) {
                removed.addAll(each.getValue());
            }
            return isOfIt;
        });
        return removed;
    }

    /** Removes and returns all messages. */
    List<Stored> clear() {
        List<Stored> removed = new ArrayList<>();
        queues.values().forEach(removed::addAll);
        queues.clear();
        heads.clear();
        return removed;
    }

    static TagLane lane(Address address) {
        return new TagLane(address.communicator(), address.tag());
    }
}
