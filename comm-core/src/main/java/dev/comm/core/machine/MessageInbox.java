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
 * Messages that wait for a receive, and receives that wait for a message; in order for each communicator, source and
 * tag (P1).
 *
 * <p>It keeps every message that it is given. The machine looks for room first, and decides about a message without
 * room.
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
     * Creates an empty inbox.
     *
     * @param room counts the messages that wait
     * @param warnNanos how long a receive waits before its first line (W1)
     */
    public MessageInbox(MessageQuota room, long warnNanos) {
        this(room, warnNanos, (source, message) -> {});
    }

    /**
     * Creates an empty inbox that tells when a message leaves it.
     *
     * @param leaving is told of each message that a receive took or that was forgotten
     */
    public MessageInbox(MessageQuota room, long warnNanos, Leaving leaving) {
        this.leaving = leaving;
        this.room = room;
        this.alarm = new WaitAlarm(warnNanos);
    }

    /** Where a message belongs: a receive takes only those of its communicator, rank and tag. */
    public record Address(int communicator, int from, int tag) {
        /** The address of a message that came. */
        public static Address of(Message message) {
            return new Address(message.communicator(), message.from(), message.tag());
        }
    }

    /** Hears of the messages that leave the inbox. */
    @FunctionalInterface
    public interface Leaving {
        /**
         * A message has left.
         *
         * @param source the first argument of {@link #put(Address, Value, int, Outbox)}
         */
        void left(int source, Value message);
    }

    private record Stored(Value value, int source) {}

    /** Whether one more message has room, or is awaited. */
    public boolean hasRoom(Address address) {
        return !room.isFull() || isAwaited(address);
    }

    /** Whether a receive waits for the next message under an address. */
    public boolean isAwaited(Address address) {
        return !receives.isEmpty() && receives.containsKey(address);
    }

    /** A message came: the first receive that waits for it gets it, else it waits. */
    public void put(Address address, Value value, Outbox out) {
        put(address, value, -1, out);
    }

    /**
     * A message came, as {@link #put(Address, Value, Outbox)} says.
     *
     * @param source is returned when the message leaves
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

    /** Ends the call with a message that is there; false if there is none. */
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
     * The call waits for a message.
     *
     * @param source incarnation of the sender that it waits for
     * @param now the time; it fails with TIMEOUT when its timeout has passed
     */
    public void await(ReceiveCall call, long source, long now) {
        Waiting waiting = new Waiting(call, source, now);
        alarm.beginOneOfMany(now);
        receives.computeIfAbsent(call.address(), any -> new ArrayDeque<>()).add(waiting);
        byDeadline.add(waiting);
    }

    /** This process has closed a communicator: its receives fail, and its messages are handed over to be freed. */
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

    /** Nothing more comes from an incarnation of a rank: the receives that wait for it fail. */
    public void end(int from, long source, Failure failure, Outbox out) {
        for (Iterator<Waiting> all = byDeadline.iterator(); all.hasNext(); ) {
            Waiting waiting = all.next();
            if (waiting.call.from() == from && waiting.source == source) {
                all.remove();
                fail(waiting, failure, out);
            }
        }
    }

    /** Every receive that waits fails. */
    public void endAll(Failure failure, Outbox out) {
        while (!byDeadline.isEmpty()) {
            fail(byDeadline.remove(), failure, out);
        }
        alarm.end();
    }

    /** Forgets the messages that wait; each is handed over once. */
    public void clear(Consumer<Value> message) {
        messages.values().forEach(all -> all.forEach(each -> message.accept(each.value)));
        messages.clear();
        room.clear();
    }

    /** Time has passed: the receives with a past deadline fail. */
    public void onDeadline(long now, Outbox out) {
        while (!byDeadline.isEmpty() && byDeadline.peek().deadline <= now) {
            Waiting waiting = byDeadline.remove();
            String detail = "no message of rank " + waiting.call.from() + " under tag " + waiting.call.tag()
                    + " came within " + waiting.call.timeoutNanos() / 1_000_000 + " ms";
            fail(waiting, new Failure(Failure.Kind.TIMEOUT, detail), out);
        }
    }

    /** When the first receive fails, or {@link Nanos#NEVER}. */
    public long nextDeadlineNanos() {
        return byDeadline.isEmpty() ? Nanos.NEVER : byDeadline.peek().deadline;
    }

    /** The time of the next line about the oldest receive that waits, or {@link Nanos#NEVER} (W1). */
    public long nextLineNanos() {
        return alarm.nextLineNanos();
    }

    /**
     * The rank for which the oldest receive waits, if a line about it is due; the next line is planned then.
     *
     * @return the rank, or -1 without a line
     */
    public int takeLine(long now) {
        Waiting oldest = oldest();
        return alarm.takeOldest(oldest == null ? Nanos.NEVER : oldest.since, now) ? oldest.call.from() : -1;
    }

    /** The sentence about the oldest receive, for example {@code receive from rank 3 under tag 7 waits for 30 s}. */
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
        // Removed at once, not at its deadline, because it holds its message.
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
