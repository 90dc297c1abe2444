package dev.comm.core.link;

import dev.comm.api.protocol.CollectiveCommand;
import dev.comm.api.protocol.Command;
import dev.comm.api.protocol.WorkCommand;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The messages that wait for one endpoint, with one queue for each order key. The queues take turns and send one frame
 * each.
 *
 * <p>This class also tracks the requests and decisions among the messages. A peer that continues without reading them
 * would otherwise let the queue grow without limit.
 */
final class OutboundFrames {
    /** The order key of a WELCOME and of the messages behind it. */
    static final Object WELCOME = "welcome";

    private final Map<Object, ArrayDeque<OutboundFrame>> queues = new HashMap<>();
    private final ArrayDeque<Object> turn = new ArrayDeque<>();
    private final ArrayDeque<OutboundFrame> last = new ArrayDeque<>();
    private final Set<Asked> requests = new HashSet<>();
    private final Map<Integer, Integer> decisions = new HashMap<>();

    /** One attempt at a request or task. */
    private record Asked(long id, int attempt) {}

    /** Returns whether the request of this result still waits here. */
    boolean isAheadOf(WorkCommand.Result result) {
        return !requests.isEmpty() && requests.contains(new Asked(result.id(), result.attempt()));
    }

    /** Returns the largest number of waiting decisions of one communicator. */
    int decisionsMax() {
        return decisions.isEmpty() ? 0 : Collections.max(decisions.values());
    }

    /** Returns whether a WELCOME or a message behind it waits here. */
    boolean holdsWelcome() {
        return queues.containsKey(WELCOME);
    }

    void add(OutboundFrame message) {
        count(message.command(), 1);
        if (message.isLast()) {
            last.add(message);
            return;
        }
        Object key = message.orderKey();
        ArrayDeque<OutboundFrame> queue = queues.get(key);
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

    /** Returns the message of a token, or null. */
    OutboundFrame find(Object token) {
        return queues.values().stream()
                .flatMap(ArrayDeque::stream)
                .filter(each -> each.token() == token)
                .findAny()
                .orElse(null);
    }

    /** Returns the next message and moves its queue to the end of the order of turns. */
    OutboundFrame next() {
        Object key = turn.poll();
        if (key == null) {
            return last.peek();
        }
        turn.add(key);
        return queues.get(key).peek();
    }

    /** Removes a message that was sent completely. */
    void done(OutboundFrame message) {
        count(message.command(), -1);
        if (message.isLast()) {
            last.remove(message);
            return;
        }
        Object key = message.orderKey();
        ArrayDeque<OutboundFrame> queue = queues.get(key);
        queue.remove(message);
        if (queue.isEmpty()) {
            queues.remove(key);
            turn.removeLastOccurrence(key);
        }
    }

    /** Removes all messages. */
    void clear() {
        queues.clear();
        turn.clear();
        last.clear();
        requests.clear();
        decisions.clear();
    }

    private void count(Command command, int change) {
        if (command instanceof WorkCommand.Request request) {
            Asked asked = new Asked(request.id(), request.attempt());
            if (change > 0) {
                requests.add(asked);
            } else {
                requests.remove(asked);
            }
        } else if (command instanceof CollectiveCommand.Decision decision) {
            decisions.merge(decision.communicator(), change, (some, more) -> some + more == 0 ? null : some + more);
        }
    }
}
