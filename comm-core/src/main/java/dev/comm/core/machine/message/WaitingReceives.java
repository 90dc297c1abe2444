package dev.comm.core.machine.message;

import dev.comm.core.machine.Call;
import dev.comm.core.machine.Failure;
import dev.comm.core.machine.Nanos;
import dev.comm.core.machine.ReceiveCall;
import dev.comm.core.machine.ReceiveCall.Address;
import dev.comm.core.machine.message.ReceiveAnyCall.TagLane;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.ToIntFunction;

/** The receives that wait for a message, in the order of their calls and of their deadlines. */
final class WaitingReceives {
    private final Map<Address, LinkedHashSet<Waiting>> ofRank = new HashMap<>();
    private final Map<TagLane, LinkedHashSet<Waiting>> ofAny = new HashMap<>();
    private final TreeSet<Waiting> byDeadline = new TreeSet<>(
            Comparator.<Waiting>comparingLong(each -> each.deadline).thenComparingLong(each -> each.number));
    private long last;

    /** A receive that waits. */
    static final class Waiting {
        private final Call<?> call;
        private final long number;
        private final long source;
        private final long since;
        private final long deadline;
        private boolean isHeld;
        /** The failure of the call if nothing is left for it, because its source is gone; or null. */
        private Failure lost;

        private Waiting(Call<?> call, long number, long source, long since, long timeoutNanos) {
            this.call = call;
            this.number = number;
            this.source = source;
            this.since = since;
            this.deadline = Nanos.after(since, timeoutNanos);
        }

        Call<?> call() {
            return call;
        }

        long since() {
            return since;
        }

        /** Returns the failure of the call if nothing is left for it, or null if a message may still arrive. */
        Failure lost() {
            return lost;
        }

        /** Returns whether the receive must not take its message yet, which it keeps from later receives. */
        boolean isHeld() {
            return isHeld;
        }
    }

    /**
     * Adds a receive from one rank.
     *
     * @param source incarnation of the sender for which the call waits
     * @param lost failure of the call if nothing is left for it, or null if a message may still arrive
     */
    void add(ReceiveCall call, long source, long now, Failure lost) {
        Waiting waiting = new Waiting(call, ++last, source, now, call.timeoutNanos());
        waiting.lost = lost;
        waiting.isHeld = call.isHeld();
        ofRank.computeIfAbsent(call.address(), any -> new LinkedHashSet<>()).add(waiting);
        byDeadline.add(waiting);
    }

    /** Adds a receive from any rank. */
    void add(ReceiveAnyCall call, long now) {
        Waiting waiting = new Waiting(call, ++last, 0, now, call.timeoutNanos());
        ofAny.computeIfAbsent(call.lane(), any -> new LinkedHashSet<>()).add(waiting);
        byDeadline.add(waiting);
    }

    boolean isEmpty() {
        return byDeadline.isEmpty();
    }

    int size() {
        return byDeadline.size();
    }

    /** Returns the number of receives that wait for the rank of an address. */
    int count(Address address) {
        LinkedHashSet<Waiting> queue = ofRank.get(address);
        return queue == null ? 0 : queue.size();
    }

    /** Returns the earliest call that may take the next message of an address, or null. */
    Waiting first(Address address) {
        Waiting one = first(ofRank.get(address));
        Waiting any = ofAny.isEmpty() ? null : first(ofAny.get(StoredMessages.lane(address)));
        return one == null || any != null && any.number < one.number ? any : one;
    }

    private static Waiting first(LinkedHashSet<Waiting> queue) {
        return queue == null ? null : queue.iterator().next();
    }

    /** Returns the waiting receive of a call, or null. */
    Waiting find(Call<?> call) {
        Collection<Waiting> queue = queue(call);
        return queue == null
                ? null
                : queue.stream().filter(each -> each.call == call).findFirst().orElse(null);
    }

    /** Lets a held receive take its message. */
    void proceed(Waiting waiting) {
        waiting.isHeld = false;
    }

    void remove(Waiting waiting) {
        byDeadline.remove(waiting);
        LinkedHashSet<Waiting> queue = queue(waiting.call);
        queue.remove(waiting);
        if (queue.isEmpty()) {
            if (waiting.call instanceof ReceiveCall receive) {
                ofRank.remove(receive.address());
            } else if (waiting.call instanceof ReceiveAnyCall any) {
                ofAny.remove(any.lane());
            }
        }
    }

    private LinkedHashSet<Waiting> queue(Call<?> call) {
        return call instanceof ReceiveCall receive
                ? ofRank.get(receive.address())
                : call instanceof ReceiveAnyCall any ? ofAny.get(any.lane()) : null;
    }

    /** Returns the receives of a communicator. */
    List<Waiting> of(int communicator) {
        return byDeadline.stream()
                .filter(each -> each.call instanceof ReceiveAnyCall any
                        ? any.communicator() == communicator
                        : each.call instanceof ReceiveCall receive
                                && receive.address().communicator() == communicator)
                .toList();
    }

    /** Returns the receives from any rank in a communicator, in the order of the calls. */
    List<Waiting> ofAny(int communicator) {
        if (ofAny.isEmpty()) {
            return List.of();
        }
        return of(communicator).stream()
                .filter(each -> each.call instanceof ReceiveAnyCall)
                .sorted(Comparator.comparingLong(each -> each.number))
                .toList();
    }

    /**
     * Records that no message follows from an incarnation of a rank.
     *
     * @param left number of the messages and losses that are left at an address
     * @param lost failure of the receives for which nothing is left
     * @return the receives for which nothing is left
     */
    List<Waiting> endedBy(int from, long source, ToIntFunction<Address> left, Failure lost) {
        List<Waiting> ended = new ArrayList<>();
        ofRank.forEach((address, queue) -> {
            if (address.from() == from) {
                queue.stream().filter(each -> each.source == source).forEach(each -> each.lost = lost);
                queue.stream()
                        .skip(left.applyAsInt(address))
                        .filter(each -> each.source == source)
                        .forEach(ended::add);
            }
        });
        ended.sort(byDeadline.comparator());
        return ended;
    }

    /** Returns the receives of an address that get no message any more, if none is left there. */
    List<Waiting> lost(Address address) {
        LinkedHashSet<Waiting> queue = ofRank.get(address);
        return queue == null
                ? List.of()
                : queue.stream().filter(each -> each.lost != null).toList();
    }

    /** Returns the receive whose deadline is the next, or null. */
    Waiting next() {
        return byDeadline.isEmpty() ? null : byDeadline.first();
    }

    long nextDeadlineNanos() {
        return byDeadline.isEmpty() ? Nanos.NEVER : byDeadline.first().deadline;
    }

    /** Returns the receive that waits longest, or null. */
    Waiting oldest() {
        return byDeadline.stream()
                .min(Comparator.comparingLong(each -> each.number))
                .orElse(null);
    }
}
