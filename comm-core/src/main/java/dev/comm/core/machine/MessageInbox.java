package dev.comm.core.machine;

import dev.comm.api.protocol.MessageCommand.Message;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.function.Consumer;
import org.apiguardian.api.API;

/**
 * The messages that wait for a receive, and the receives that wait for a message, in order for each communicator,
 * source and tag (P1).
 *
 * <p>The inbox keeps every message that is put into it. The machine first checks for free space, and decides what
 * happens to a message without space.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class MessageInbox {
    private final MessageQuota room;
    private final WaitAlarm alarm;
    private final Leaving leaving;
    private final Map<Address, Queue<Stored>> messages = new HashMap<>();
    private final Map<Address, Queue<Waiting>> receives = new HashMap<>();
    private final PriorityQueue<Waiting> byDeadline =
            new PriorityQueue<>((one, other) -> Long.compare(one.deadline, other.deadline));

    /**
     * Creates an empty inbox without a listener.
     *
     * @param room count of the waiting messages
     * @param warnNanos time that a receive waits before its first log line (W1)
     */
    public MessageInbox(MessageQuota room, long warnNanos) {
        this(room, warnNanos, (source, message) -> {});
    }

    /**
     * Creates an empty inbox with a listener for the messages that leave it.
     *
     * @param leaving listener, which is called for each message that a receive took or that was forgotten
     */
    public MessageInbox(MessageQuota room, long warnNanos, Leaving leaving) {
        this.leaving = leaving;
        this.room = room;
        this.alarm = new WaitAlarm(warnNanos);
    }

    /** The address of a message. A receive takes only messages with its communicator, rank and tag. */
    public record Address(int communicator, int from, int tag) {
        /** Returns the address of a message that arrived. */
        public static Address of(Message message) {
            return new Address(message.communicator(), message.from(), message.tag());
        }
    }

    /** The listener for messages that leave the inbox. */
    @FunctionalInterface
    public interface Leaving {
        /**
         * Reports that a message has left the inbox.
         *
         * @param source the argument {@code source} of {@link #put(Address, Value, int, Outbox)}
         */
        void left(int source, Value message);
    }

    private record Stored(Value value, int source) {}

    /** Returns whether there is space for one more message, or a receive waits for it. */
    public boolean hasRoom(Address address) {
        return !room.isFull() || isAwaited(address);
    }

    /** Returns whether a receive waits for the next message under an address. */
    public boolean isAwaited(Address address) {
        return !receives.isEmpty() && receives.containsKey(address);
    }

    /**
     * Handles a message that arrived. The first receive that waits for such a message gets it; without such a receive,
     * the message waits.
     */
    public void put(Address address, Value value, Outbox out) {
        put(address, value, -1, out);
    }

    /**
     * Handles a message that arrived, like {@link #put(Address, Value, Outbox)}.
     *
     * @param source number that is passed to the listener when the message leaves
     */
    public void put(Address address, Value value, int source, Outbox out) {
        Waiting first = next(address);
        if (first != null) {
            out.complete(first.call, value);
            leaving.left(source, value);
            return;
        }
        messages.computeIfAbsent(address, any -> new ArrayDeque<>()).add(new Stored(value, source));
        room.put(value);
    }

    /** Ends the call with the first waiting message and returns true, or returns false if no message waits. */
    public boolean take(ReceiveCall call, Outbox out) {
        Queue<Stored> waiting = messages.get(call.address());
        if (waiting == null) {
            return false;
        }
        Stored message = waiting.remove();
        room.take(message.value);
        out.complete(call, message.value);
        leaving.left(message.source, message.value);
        if (waiting.isEmpty()) {
            messages.remove(call.address());
        }
        return true;
    }

    /**
     * Lets the call wait for a message.
     *
     * @param source incarnation of the sender for which the call waits
     * @param now present time, from which the timeout of the call counts; the call fails with TIMEOUT when it has
     *     passed
     */
    public void await(ReceiveCall call, long source, long now) {
        Waiting waiting = new Waiting(call, source, now);
        alarm.beginOneOfMany(now);
        receives.computeIfAbsent(call.address(), any -> new ArrayDeque<>()).add(waiting);
        byDeadline.add(waiting);
    }

    /**
     * Removes a communicator that this process has closed. Its receives fail, and its messages are passed to the
     * consumer, which frees them.
     */
    public void forget(int communicator, Failure failure, Consumer<Value> message, Outbox out) {
        byDeadline.stream()
                .filter(waiting -> waiting.call.address().communicator() == communicator)
                .toList()
                .forEach(waiting -> {
                    byDeadline.remove(waiting);
                    fail(waiting, failure, out);
                });
        List<Stored> forgotten = new ArrayList<>();
        for (Iterator<Map.Entry<Address, Queue<Stored>>> all =
                        messages.entrySet().iterator();
                all.hasNext(); ) {
            Map.Entry<Address, Queue<Stored>> each = all.next();
            if (each.getKey().communicator() == communicator) {
                all.remove();
                forgotten.addAll(each.getValue());
            }
        }
        for (Stored each : forgotten) {
            room.take(each.value);
            message.accept(each.value);
            leaving.left(each.source, each.value);
        }
    }

    /** Fails the receives that wait for an incarnation of a rank from which no message follows. */
    public void end(int from, long source, Failure failure, Outbox out) {
        for (Iterator<Waiting> all = byDeadline.iterator(); all.hasNext(); ) {
            Waiting waiting = all.next();
            if (waiting.call.from() == from && waiting.source == source) {
                all.remove();
                fail(waiting, failure, out);
            }
        }
    }

    /** Fails every waiting receive. */
    public void endAll(Failure failure, Outbox out) {
        while (!byDeadline.isEmpty()) {
            fail(byDeadline.remove(), failure, out);
        }
        alarm.end();
    }

    /** Removes all waiting messages and passes each of them to the consumer once. */
    public void clear(Consumer<Value> message) {
        messages.values().forEach(all -> all.forEach(each -> message.accept(each.value)));
        messages.clear();
        room.clear();
    }

    /** Fails the receives whose deadline has passed. */
    public void onDeadline(long now, Outbox out) {
        while (!byDeadline.isEmpty() && byDeadline.peek().deadline <= now) {
            Waiting waiting = byDeadline.remove();
            String detail = "no message of rank " + waiting.call.from() + " under tag " + waiting.call.tag()
                    + " came within " + waiting.call.timeoutNanos() / 1_000_000 + " ms";
            fail(waiting, new Failure(Failure.Kind.TIMEOUT, detail), out);
        }
    }

    /** Returns the time of the next deadline of a receive, or {@link Nanos#NEVER}. */
    public long nextDeadlineNanos() {
        return byDeadline.isEmpty() ? Nanos.NEVER : byDeadline.peek().deadline;
    }

    /** Returns the time of the next log line about the oldest waiting receive, or {@link Nanos#NEVER} (W1). */
    public long nextLineNanos() {
        return alarm.nextLineNanos();
    }

    /**
     * Returns the rank for which the oldest receive waits, if a log line about this receive is due. Then the next line
     * is planned.
     *
     * @return the rank, or -1 if no line is due
     */
    public int takeLine(long now) {
        Waiting oldest = oldest();
        return alarm.takeOldest(oldest == null ? Nanos.NEVER : oldest.since, now) ? oldest.call.from() : -1;
    }

    /**
     * Returns the sentence about the oldest receive, for example {@code receive from rank 3 under tag 7 waits for 30
     * s}.
     */
    public String line(long now) {
        ReceiveCall call = oldest().call;
        int underOtherTags = 0;
        int inOthers = 0;
        for (Map.Entry<Address, Queue<Stored>> each : messages.entrySet()) {
            if (each.getKey().from() == call.from()) {
                boolean isSame = each.getKey().communicator() == call.address().communicator();
                underOtherTags += isSame ? each.getValue().size() : 0;
                inOthers += isSame ? 0 : each.getValue().size();
            }
        }
        return "receive from rank " + call.from() + " under tag " + call.tag() + " waits for "
                + Nanos.text(now - alarm.sinceNanos())
                + (byDeadline.size() == 1 ? "" : ", and " + (byDeadline.size() - 1) + " more wait")
                + (underOtherTags == 0 ? "" : "; messages of that rank under other tags: " + underOtherTags)
                + (inOthers == 0 ? "" : "; messages of that rank in other communicators: " + inOthers);
    }

    private Waiting oldest() {
        Waiting oldest = null;
        for (Waiting each : byDeadline) {
            oldest = oldest == null || each.since < oldest.since ? each : oldest;
        }
        return oldest;
    }

    private void fail(Waiting waiting, Failure failure, Outbox out) {
        Address key = waiting.call.address();
        Queue<Waiting> queue = receives.get(key);
        queue.remove(waiting);
        if (queue.isEmpty()) {
            receives.remove(key);
        }
        out.fail(waiting.call, failure);
    }

    private Waiting next(Address key) {
        Queue<Waiting> queue = receives.get(key);
        if (queue == null) {
            return null;
        }
        Waiting first = queue.remove();
        // The receive is removed now, not at its deadline, because otherwise it would keep its message in memory.
        byDeadline.remove(first);
        if (queue.isEmpty()) {
            receives.remove(key);
        }
        return first;
    }

    /** A receive that waits for its message. */
    private static final class Waiting {
        private final ReceiveCall call;
        private final long source;
        private final long since;
        private final long deadline;

        Waiting(ReceiveCall call, long source, long since) {
            this.call = call;
            this.source = source;
            this.since = since;
            this.deadline = Nanos.after(since, call.timeoutNanos());
        }
    }
}
