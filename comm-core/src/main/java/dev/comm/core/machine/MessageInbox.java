package dev.comm.core.machine;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.function.Consumer;
import org.apiguardian.api.API;

/**
 * Messages that wait for a receive, and receives that wait for a message; in order for each source and tag (P1).
 *
 * <p>It keeps what it is given. The machine looks for room first, and decides what becomes of a message without room.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class MessageInbox {
    private final MessageQuota room;
    private final Map<Key, Queue<Value>> messages = new HashMap<>();
    private final Map<Key, Queue<Waiting>> receives = new HashMap<>();
    private final PriorityQueue<Waiting> byDeadline =
            new PriorityQueue<>((one, other) -> Long.compare(one.deadline, other.deadline));

    /** An empty inbox; the room counts the messages that wait. */
    public MessageInbox(MessageQuota room) {
        this.room = room;
    }

    /** Whether one more message has room, or is awaited. */
    public boolean hasRoom(int from, int tag) {
        return !room.isFull() || isAwaited(from, tag);
    }

    /** Whether a receive waits for the next message of a rank under a tag. */
    public boolean isAwaited(int from, int tag) {
        return !receives.isEmpty() && receives.containsKey(new Key(from, tag));
    }

    /** A message came: the first receive that waits for it gets it, else it waits. */
    public void put(int from, int tag, Value value, Outbox out) {
        Key key = new Key(from, tag);
        Waiting first = next(key);
        if (first != null) {
            out.complete(first.call, value);
            return;
        }
        messages.computeIfAbsent(key, any -> new ArrayDeque<>()).add(value);
        room.put(value);
    }

    /** Ends the call with a message that is there; false if there is none. */
    public boolean take(ReceiveCall call, Outbox out) {
        Key key = new Key(call.from(), call.tag());
        Queue<Value> waiting = messages.get(key);
        if (waiting == null) {
            return false;
        }
        Value message = waiting.remove();
        room.take(message);
        out.complete(call, message);
        if (waiting.isEmpty()) {
            messages.remove(key);
        }
        return true;
    }

    /**
     * The call waits for a message.
     *
     * @param source incarnation of the sender that it waits for
     * @param deadlineNanos when it fails with TIMEOUT
     */
    public void await(ReceiveCall call, long source, long deadlineNanos) {
        Waiting waiting = new Waiting(call, source, deadlineNanos);
        receives.computeIfAbsent(new Key(call.from(), call.tag()), any -> new ArrayDeque<>())
                .add(waiting);
        byDeadline.add(waiting);
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
    }

    /** Forgets the messages that wait; each is handed over once. */
    public void clear(Consumer<Value> message) {
        messages.values().forEach(each -> each.forEach(message));
        messages.clear();
        room.clear();
    }

    /** Time has passed: the receives whose deadline came fail. */
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

    private void fail(Waiting waiting, Failure failure, Outbox out) {
        Key key = new Key(waiting.call.from(), waiting.call.tag());
        Queue<Waiting> queue = receives.get(key);
        queue.remove(waiting);
        if (queue.isEmpty()) {
            receives.remove(key);
        }
        out.fail(waiting.call, failure);
    }

    private Waiting next(Key key) {
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

    private record Key(int from, int tag) {}

    /** A receive that waits for its message. */
    private static final class Waiting {
        private final ReceiveCall call;
        private final long source;
        private final long deadline;

        Waiting(ReceiveCall call, long source, long deadline) {
            this.call = call;
            this.source = source;
            this.deadline = deadline;
        }
    }
}
