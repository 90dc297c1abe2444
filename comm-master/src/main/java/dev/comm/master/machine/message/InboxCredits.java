package dev.comm.master.machine.message;

import dev.comm.api.protocol.MessageCommand;
import dev.comm.api.protocol.MessageCommand.MessageCredit;
import dev.comm.core.machine.message.MessageQuota;
import dev.comm.master.machine.membership.MasterStep;
import dev.comm.master.machine.membership.Node;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.TreeMap;

/**
 * The credit for messages to rank 0, by sender (C2). The credit is returned when the program of rank 0 has received the
 * messages. So a sender whose messages are not received only waits, and stays a member.
 *
 * <p>Each sender has a small credit, and may exceed it with one message. It may ask for more credit, and receives a
 * grant while the quota of rank 0 has space. A grant that is not used stops counting after some time, so it delays
 * other senders only for a limited time (B10). The owner of such a grant may still use it.
 */
final class InboxCredits {
    /** The maximum of a single request. It bounds what a request adds, so that no sum overflows. */
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
     * @param room the quota for the messages that wait for a receive
     * @param promisedMax the maximum number of granted bytes that are not used yet
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

    /**
     * Charges a message to its sender. Returns false if the sender has no credit left, or used expired grants beyond
     * the limit.
     */
    boolean take(Node from, long cost) {
        Sender sender = of(from);
        // Expired grants may still be used, but only within a limit.
        if (sender.credit <= 0 || room.isExceeded(senders.size() * UNASKED_MESSAGES)) {
            return false;
        }
        sender.credit -= cost;
        sender.unreceived += cost;
        fulfil(sender, cost);
        return true;
    }

    /** Records that a message is no longer stored, because the program received it or because it was dropped. */
    void received(int from, long cost) {
        Sender sender = senders.get(from);
        if (sender != null) {
            sender.unreceived -= cost;
            returnCredit(sender);
        }
        serve();
    }

    /** Returns the small credit in halves, so that a small message does not always need a credit frame of its own. */
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

    /**
     * Returns whether a grant fits into the quota. The bytes of all grants are limited by the number of messages that
     * they may bring. A single large message always fits when no other grant is open.
     */
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

    /** Expires unused grants while requests wait. The owners of expired grants may still use them. */
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
