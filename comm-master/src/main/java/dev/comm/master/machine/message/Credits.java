package dev.comm.master.machine.message;

import dev.comm.api.protocol.MessageCommand;
import dev.comm.api.protocol.MessageCommand.MessageCredit;
import dev.comm.master.machine.membership.MasterStep;
import dev.comm.master.machine.membership.Node;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.TreeMap;

/**
 * The credit for messages to one receiver, by sender (C2).
 *
 * <p>Each sender has a small credit, which is returned when the receiver's socket has taken the sender's messages. A
 * sender may request more. Queued messages and granted credits together stay within the budget, and further requests
 * wait in a queue. A message above half the budget is in a spool file; its request is granted when little else is
 * queued. An unused grant expires, so it delays other senders only for a limited time (B10).
 */
final class Credits {
    private final MasterStep step;
    private final Node receiver;
    private final long budget;
    private final long patienceNanos;
    private final Map<Integer, Sender> senders = new TreeMap<>();
    private final ArrayDeque<Sender> waiting = new ArrayDeque<>();
    private long queued;
    private long promised;
    private long memory;

    /**
     * Creates credits without any sender.
     *
     * @param patienceNanos time after which an unused grant expires
     */
    Credits(MasterStep step, Node receiver, long budget, long patienceNanos) {
        this.step = step;
        this.receiver = receiver;
        this.budget = budget;
        this.patienceNanos = patienceNanos;
    }

    /** The credit of one sender. */
    private static final class Sender {
        private final Node node;
        private long free = MessageCommand.UNASKED_BYTES;
        private long granted;
        private long counted;
        private long countedUntilNanos;
        private long queued;
        private long wanted;

        Sender(Node node) {
            this.node = node;
        }

        long credit() {
            return free + granted;
        }
    }

    private Sender of(Node node) {
        return senders.computeIfAbsent(node.endpoint(), any -> new Sender(node));
    }

    /** Charges a message to its sender. Returns false if the sender has too little credit. */
    boolean take(Node from, long cost) {
        Sender sender = of(from);
        long inMemory = memory + memoryOf(cost);
        if (cost > sender.credit() || inMemory > 2 * budget + (long) senders.size() * MessageCommand.UNASKED_BYTES) {
            return false;
        }
        memory = inMemory;
        long ofGrant = Math.min(cost, sender.granted);
        sender.granted -= ofGrant;
        sender.free -= cost - ofGrant;
        uncount(sender, ofGrant);
        sender.queued += cost;
        queued += cost;
        return true;
    }

    /** Records that the receiver's socket took a message. */
    void written(int from, long cost) {
        queued -= cost;
        memory -= memoryOf(cost);
        Sender sender = senders.get(from);
        if (sender != null) {
            sender.queued -= cost;
            returnCredit(sender);
        }
        serve();
    }

    private long memoryOf(long cost) {
        return cost <= budget / 2 ? cost : MessageCommand.MESSAGE_BYTES;
    }

    /** Returns the small credit in halves, so that a small message does not always need a credit frame of its own. */
    private void returnCredit(Sender sender) {
        long missing = MessageCommand.UNASKED_BYTES - sender.free - sender.queued;
        if (missing >= MessageCommand.UNASKED_BYTES / 2) {
            sender.free += missing;
            tell(sender, missing, false);
        }
    }

    /** Handles a request for more credit. */
    void ask(Node from, long bytes) {
        Sender sender = of(from);
        if (sender.wanted == 0) {
            waiting.add(sender);
        }
        sender.wanted = Math.max(1, bytes);
        serve();
    }

    private void serve() {
        while (!waiting.isEmpty() && fits(missing(waiting.element()))) {
            Sender next = waiting.remove();
            long grant = missing(next);
            next.wanted = 0;
            next.granted += grant;
            next.counted += grant;
            next.countedUntilNanos = step.after(patienceNanos);
            promised += grant;
            tell(next, grant, true);
        }
    }

    private static long missing(Sender sender) {
        return Math.max(0, sender.wanted - sender.credit());
    }

    private boolean fits(long grant) {
        // A message above half the budget is in a file. Messages within the small credits must not delay it forever.
        long unasked = grant > budget / 2 ? (long) senders.size() * MessageCommand.UNASKED_BYTES : 0;
        return grant == 0 || queued + promised <= Math.max(unasked, budget - grant);
    }

    private void tell(Sender sender, long bytes, boolean answer) {
        step.send(sender.node, new MessageCredit(receiver.rank(), receiver.incarnation(), bytes, answer));
    }

    private void uncount(Sender sender, long bytes) {
        long less = Math.min(bytes, sender.counted);
        sender.counted -= less;
        promised -= less;
    }

    /** Removes a departed sender. */
    void departed(Node from) {
        Sender sender = senders.remove(from.endpoint());
        if (sender != null) {
            uncount(sender, sender.counted);
            waiting.remove(sender);
            serve();
        }
    }

    /** Returns whether requests wait. */
    boolean isAwaited() {
        return !waiting.isEmpty();
    }

    /**
     * Expires unused grants, so that waiting requests can be granted. The owners of expired grants may still use them.
     */
    void onDeadline() {
        if (step.isDue(nextDeadlineNanos())) {
            for (Sender sender : senders.values()) {
                if (sender.counted > 0 && step.isDue(sender.countedUntilNanos)) {
                    uncount(sender, sender.counted);
                }
            }
            serve();
        }
    }

    long nextDeadlineNanos() {
        long next = Long.MAX_VALUE;
        for (Sender sender : senders.values()) {
            next = sender.counted > 0 ? Math.min(next, sender.countedUntilNanos) : next;
        }
        return next;
    }
}
