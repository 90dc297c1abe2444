package dev.comm.api.support;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;

/** Messages waiting for one endpoint: a queue for each order key, served in turn, one frame each. */
final class OutboundMessages {
    private final Map<Object, ArrayDeque<OutboundMessage>> queues = new HashMap<>();
    private final ArrayDeque<Object> turn = new ArrayDeque<>();
    private final ArrayDeque<OutboundMessage> last = new ArrayDeque<>();

    void add(OutboundMessage message) {
        if (message.isLast()) {
            last.add(message);
            return;
        }
        Object key = message.orderKey();
        ArrayDeque<OutboundMessage> queue = queues.get(key);
        if (queue == null) {
            queue = new ArrayDeque<>(2);
            queues.put(key, queue);
            turn.add(key);
        }
        queue.add(message);
    }

    boolean isEmpty() {
        return turn.isEmpty() && last.isEmpty();
    }

    /** The message whose turn it is; its queue goes to the end of the line. */
    OutboundMessage next() {
        Object key = turn.poll();
        if (key == null) {
            return last.peek();
        }
        turn.add(key);
        return queues.get(key).peek();
    }

    /** Removes a message that was sent whole. */
    void done(OutboundMessage message) {
        if (message.isLast()) {
            last.remove(message);
            return;
        }
        Object key = message.orderKey();
        ArrayDeque<OutboundMessage> queue = queues.get(key);
        queue.remove(message);
        if (queue.isEmpty()) {
            queues.remove(key);
            turn.removeLastOccurrence(key);
        }
    }
}
