package dev.comm.core.machine.message;

import dev.comm.core.machine.Failure;
import dev.comm.core.machine.Nanos;
import dev.comm.core.machine.ReceiveCall.Address;
import dev.comm.core.machine.message.ReceiveAnyCall.TagLane;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/** The addresses with dropped messages, by the number of the first one. A receive that misses it reports it. */
final class DroppedMessages {
    private final Map<Address, Long> numbers = new HashMap<>();

    /** Adds a dropped message. Returns whether it is the first one since a receive reported the loss. */
    boolean add(Address address, long number) {
        return numbers.putIfAbsent(address, number) == null;
    }

    boolean contains(Address address) {
        return !numbers.isEmpty() && numbers.containsKey(address);
    }

    /** Returns the number of the first dropped message of an address, or {@link Nanos#NEVER}. */
    long number(Address address) {
        return address == null ? Nanos.NEVER : numbers.getOrDefault(address, Nanos.NEVER);
    }

    /** Returns the address of a lane with the first loss among those that match, or null. */
    Address first(TagLane lane, Predicate<Address> which) {
        return numbers.keySet().stream()
                .filter(address -> StoredMessages.lane(address).equals(lane) && which.test(address))
                .min(Comparator.comparing(numbers::get))
                .orElse(null);
    }

    void remove(Address address) {
        numbers.remove(address);
    }

    void forget(int communicator) {
        numbers.keySet().removeIf(address -> address.communicator() == communicator);
    }

    void clear() {
        numbers.clear();
    }

    /** Returns the failure of the receive that reports the loss of an address. */
    static Failure failure(Address address) {
        return new Failure(
                Failure.Kind.LIMIT,
                "receive messages sooner, or raise limits.messages and limits.memoryTotalBytes: messages of rank "
                        + address.from() + " under tag " + address.tag() + " were dropped");
    }
}
