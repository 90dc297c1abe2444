package dev.comm.master.machine.message;

import dev.comm.api.protocol.MessageCommand;
import dev.comm.api.protocol.MessageCommand.MessageCredit;
import dev.comm.core.machine.MessageQuota;
import dev.comm.master.machine.membership.MasterStep;
import dev.comm.master.machine.membership.Node;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.TreeMap;

/**
 * The credit for messages to rank 0, by sender (C2). It returns when the program of rank 0 has received them, so a
 * sender of messages that nobody receives waits, and lives.
 *
 * <p>Each sender has a small credit, and may exceed it with one message. It may ask for more, and gets it while the
 * quota of rank 0 has room. A grant that is not used expires as a promise, so it delays other senders only for a
 * limited time (B10). Its owner may still use it.
 */
final class InboxCredits {
    /** Bounds the addition of one request, so that no sum overflows. */
    private static final long ASKED_MAX = 1L << 50;

    private static final int UNASKED_MESSAGES = MessageCommand.UNASKED_BYTES / MessageCommand.MESSAGE_BYTES;

    private final MasterStep step;
    private final long incarnation;
    private final MessageQuota room;
    private final long promisedMax;
    private final long patienceNanos;
    private final Map<Integer, Sender> senders = new TreeMap<>();
    private final ArrayDeque<Sender> waiting = new ArrayDeque<>();
    private long promised;

    /**
     * Creates credits without any sender.
     *
     * @param incarnation the incarnation of rank 0
     * @param room counts the messages that wait for a receive
     * @param promisedMax the most bytes of grants that are on their way to be used
     * @param patienceNanos time after which an unused grant expires
     */
    InboxCredits(MasterStep step, long incarnation, MessageQuota room, long promisedMax, long patienceNanos) {
        this.step = step;
        this.incarnation = incarnation;
        this.room = room;
        this.promisedMax = promisedMax;
        this.patienceNanos = patienceNanos;
    }

    /** The credit of one sender. */
    private static final class Sender {
        private final Node node;
        private long credit = MessageCommand.UNASKED_BYTES;
        private long unreceived;
        private long promised;
        private long promisedUntilNanos;
        private long wanted;

        Sender(Node node) {
            this.node = node;
        }
    }

    private Sender of(Node node) {
        return senders.computeIfAbsent(node.endpoint(), any -> new Sender(node));
    }

    /** Charges a message; returns false if its sender has no credit left, or used an expired grant. */
    boolean take(Node from, long cost) {
        Sender sender = of(from);
        // Expired grants may be used late, but not without bound.
        if (sender.credit <= 0 || room.isExceeded(senders.size() * UNASKED_MESSAGES)) {
            return false;
        }
        sender.credit -= cost;
        sender.unreceived += cost;
        fulfil(sender, cost);
        return true;
    }

    /** Records that a message is no longer kept: the program received it, or it was dropped. */
    void received(int from, long cost) {
        Sender sender = senders.get(from);
        if (sender != null) {
            sender.unreceived -= cost;
            returnCredit(sender);
        }
        serve();
    }

    /** Returns the small credit in halves, so that not every small message costs a frame. */
    private void returnCredit(Sender sender) {
        long missing = MessageCommand.UNASKED_BYTES - sender.credit - sender.unreceived;
        if (missing >= MessageCommand.UNASKED_BYTES / 2) {
            sender.credit += missing;
            tell(sender, missing, false);
        }
    }

    /** Handles a request for more credit. */
    void ask(Node from, long bytes) {
        Sender sender = of(from);
        if (sender.wanted == 0) {
            waiting.add(sender);
        }
        sender.wanted = Math.max(1, Math.min(bytes, ASKED_MAX));
        serve();
    }

    private void serve() {
        while (!waiting.isEmpty() && fits(waiting.element().wanted)) {
            Sender next = waiting.remove();
            long grant = next.wanted;
            next.wanted = 0;
            next.credit += grant;
            next.promised += grant;
            next.promisedUntilNanos = step.after(patienceNanos);
            promised += grant;
            tell(next, grant, true);
        }
    }

    /** Grants may bring as many messages as fit into their bytes; a large message alone always fits. */
    private boolean fits(long grant) {
        long left = (long) room.messagesLeft() * MessageCommand.MESSAGE_BYTES;
        return left > 0 && (promised == 0 || grant <= Math.min(promisedMax, left) - promised);
    }

    private void tell(Sender sender, long bytes, boolean answer) {
        step.send(sender.node, new MessageCredit(0, incarnation, bytes, answer));
    }

    private void fulfil(Sender sender, long bytes) {
        long less = Math.min(bytes, sender.promised);
        sender.promised -= less;
        promised -= less;
    }

    /** Removes a departed sender. */
    void departed(Node from) {
        Sender sender = senders.remove(from.endpoint());
        if (sender != null) {
            fulfil(sender, sender.promised);
            waiting.remove(sender);
            serve();
        }
    }

    /** Expires unused grants while requests wait; their owners may still use them. */
    void onDeadline() {
        if (step.isDue(nextDeadlineNanos())) {
            for (Sender sender : senders.values()) {
                if (sender.promised > 0 && step.isDue(sender.promisedUntilNanos)) {
                    fulfil(sender, sender.promised);
                }
            }
            serve();
        }
    }

    long nextDeadlineNanos() {
        long next = Long.MAX_VALUE;
        if (!waiting.isEmpty()) {
            for (Sender sender : senders.values()) {
                next = sender.promised > 0 ? Math.min(next, sender.promisedUntilNanos) : next;
            }
        }
        return next;
    }
}
