package dev.comm.api.support;

import dev.comm.api.frame.CollectiveCommand;
import dev.comm.api.frame.Command;
import dev.comm.api.frame.WorkCommand;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Messages waiting for one endpoint: a queue for each order key, served in turn, one frame each.
 *
 * <p>It knows which requests and verdicts are among them, since a peer that goes on without having read them would have
 * the queue grow for ever.
 */
final class OutboundMessages {
    /** The order key of a welcome and of what comes after it. */
    static final Object WELCOME = "welcome";

    private final Map<Object, ArrayDeque<OutboundMessage>> queues = new HashMap<>();
    private final ArrayDeque<Object> turn = new ArrayDeque<>();
    private final ArrayDeque<OutboundMessage> last = new ArrayDeque<>();
    private final Set<Asked> requests = new HashSet<>();
    private final Map<Integer, Integer> decisions = new HashMap<>();

    /** One attempt at a request or task. */
    private record Asked(long id, int attempt) {}

    /** Whether a request that this answers still waits here. */
    boolean isAheadOf(WorkCommand.Result result) {
        return !requests.isEmpty() && requests.contains(new Asked(result.id(), result.attempt()));
    }

    /** The most verdicts of one communicator that wait here. */
    int decisionsMax() {
        return decisions.isEmpty() ? 0 : Collections.max(decisions.values());
    }

    /** Whether a welcome, or something behind it, waits here. */
    boolean holdsWelcome() {
        return queues.containsKey(WELCOME);
    }

    void add(OutboundMessage message) {
        count(message.command(), 1);
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
        count(message.command(), -1);
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
