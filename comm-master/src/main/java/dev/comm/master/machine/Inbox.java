package dev.comm.master.machine;

import dev.comm.api.machine.Failure;
import dev.comm.api.machine.ReceiveCall;
import dev.comm.api.machine.Value;
import dev.comm.api.support.MessageRoom;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;

/**
 * Messages for rank 0 that wait for a receive, and receives that wait for a message; in order for each source and tag
 * (P1).
 */
final class Inbox {
    private final Turn turn;
    private final MessageRoom room;
    private final Map<Key, Queue<Value>> messages = new HashMap<>();
    private final Map<Key, Queue<Waiting>> receives = new HashMap<>();
    private final PriorityQueue<Waiting> byDeadline =
            new PriorityQueue<>((one, other) -> Long.compare(one.deadline, other.deadline));

    Inbox(Turn turn, MessageRoom room) {
        this.turn = turn;
        this.room = room;
    }

    /** Whether one more message has room, or is awaited. */
    boolean hasRoom(int from, int tag) {
        return !room.isFull() || receives.containsKey(new Key(from, tag));
    }

    /** A message came. */
    void put(int from, int tag, Value value) {
        Key key = new Key(from, tag);
        Waiting first = next(key);
        if (first != null) {
            turn.out().complete(first.call, value);
            return;
        }
        messages.computeIfAbsent(key, any -> new ArrayDeque<>()).add(value);
        room.put(value);
    }

    /** Ends the call with a message that is there; false if there is none. */
    boolean take(ReceiveCall call) {
        Key key = new Key(call.from(), call.tag());
        Queue<Value> waiting = messages.get(key);
        if (waiting == null) {
            return false;
        }
        Value message = waiting.remove();
        room.take(message);
        turn.out().complete(call, message);
        if (waiting.isEmpty()) {
            messages.remove(key);
        }
        return true;
    }

    /** The call waits for a message until its deadline. */
    void await(ReceiveCall call) {
        Waiting waiting = new Waiting(call, turn.after(call.timeoutNanos()));
        receives.computeIfAbsent(new Key(call.from(), call.tag()), any -> new ArrayDeque<>())
                .add(waiting);
        byDeadline.add(waiting);
    }

    /** Nothing more comes from a rank: what waits for it fails. */
    void end(int from, Failure failure) {
        for (Iterator<Waiting> all = byDeadline.iterator(); all.hasNext(); ) {
            Waiting waiting = all.next();
            if (waiting.call.from() == from) {
                all.remove();
                fail(waiting, failure);
            }
        }
    }

    /** Every receive that waits fails. */
    void endAll(Failure failure) {
        while (!byDeadline.isEmpty()) {
            fail(byDeadline.remove(), failure);
        }
    }

    void onDeadline() {
        while (!byDeadline.isEmpty() && turn.isDue(byDeadline.peek().deadline)) {
            Waiting waiting = byDeadline.remove();
            String detail = "no message of rank " + waiting.call.from() + " under tag " + waiting.call.tag()
                    + " came within " + waiting.call.timeoutNanos() / 1_000_000 + " ms";
            fail(waiting, new Failure(Failure.Kind.TIMEOUT, detail));
        }
    }

    long nextDeadlineNanos() {
        return byDeadline.isEmpty() ? Long.MAX_VALUE : byDeadline.peek().deadline;
    }

    private void fail(Waiting waiting, Failure failure) {
        Key key = new Key(waiting.call.from(), waiting.call.tag());
        Queue<Waiting> queue = receives.get(key);
        queue.remove(waiting);
        if (queue.isEmpty()) {
            receives.remove(key);
        }
        turn.out().fail(waiting.call, failure);
    }

    private Waiting next(Key key) {
        Queue<Waiting> queue = receives.get(key);
        if (queue == null) {
            return null;
        }
        Waiting first = queue.remove();
        // At once, not at its deadline: it holds the message that it got.
        byDeadline.remove(first);
        if (queue.isEmpty()) {
            receives.remove(key);
        }
        return first;
    }

    private record Key(int from, int tag) {}

    /** A receive without its message. */
    private static final class Waiting {
        private final ReceiveCall call;
        private final long deadline;

        Waiting(ReceiveCall call, long deadline) {
            this.call = call;
            this.deadline = deadline;
        }
    }
}
