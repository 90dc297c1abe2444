package dev.comm.master.machine;

import dev.comm.api.frame.NoteCommand;
import dev.comm.api.frame.NoteCommand.NoteCredit;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many bytes may be on their way to one receiver, and whose they are (C2).
 *
 * <p>Each sender has a small credit that returns when the receiver's socket took its messages, and asks for more. What
 * is queued for the receiver and promised to senders stays within the budget; who asks beyond waits in line. A message
 * of more than half the budget lies in a spool file; it has its turn when little else is queued. A promise that a
 * sender does not use lapses, so that it delays nobody for long (B10).
 */
final class Credits {
    private final Turn turn;
    private final Node receiver;
    private final long budget;
    private final long patienceNanos;
    private final Map<Integer, Sender> senders = new TreeMap<>();
    private final ArrayDeque<Sender> waiting = new ArrayDeque<>();
    private long queued;
    private long promised;
    private long memory;

    /**
     * Nobody has sent anything.
     *
     * @param patienceNanos how long a promise counts that is not used
     */
    Credits(Turn turn, Node receiver, long budget, long patienceNanos) {
        this.turn = turn;
        this.receiver = receiver;
        this.budget = budget;
        this.patienceNanos = patienceNanos;
    }

    /** Someone who sends to the receiver. */
    private static final class Sender {
        private final Node node;
        private long free = NoteCommand.UNASKED_BYTES;
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

    /** A message came; false if its sender had no credit for it. */
    boolean take(Node from, long cost) {
        Sender sender = of(from);
        long inMemory = memory + memoryOf(cost);
        if (cost > sender.credit() || inMemory > 2 * budget + (long) senders.size() * NoteCommand.UNASKED_BYTES) {
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

    /** The receiver's socket took a message. */
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
        return cost <= budget / 2 ? cost : NoteCommand.NOTE_BYTES;
    }

    /** Half of the small credit at once, so that small messages do not cost an answer each. */
    private void returnCredit(Sender sender) {
        long missing = NoteCommand.UNASKED_BYTES - sender.free - sender.queued;
        if (missing >= NoteCommand.UNASKED_BYTES / 2) {
            sender.free += missing;
            tell(sender, missing, false);
        }
    }

    /** Somebody has messages that cost more than its credit. */
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
            next.countedUntilNanos = turn.after(patienceNanos);
            promised += grant;
            tell(next, grant, true);
        }
    }

    private static long missing(Sender sender) {
        return Math.max(0, sender.wanted - sender.credit());
    }

    private boolean fits(long grant) {
        // A message of more than half the budget lies in a file: what others send unasked must not hold it up for ever.
        long unasked = grant > budget / 2 ? (long) senders.size() * NoteCommand.UNASKED_BYTES : 0;
        return grant == 0 || queued + promised <= Math.max(unasked, budget - grant);
    }

    private void tell(Sender sender, long bytes, boolean answer) {
        turn.send(sender.node, new NoteCredit(receiver.rank(), receiver.incarnation(), bytes, answer));
    }

    private void uncount(Sender sender, long bytes) {
        long less = Math.min(bytes, sender.counted);
        sender.counted -= less;
        promised -= less;
    }

    /** A sender is gone. */
    void departed(Node from) {
        Sender sender = senders.remove(from.endpoint());
        if (sender != null) {
            uncount(sender, sender.counted);
            waiting.remove(sender);
            serve();
        }
    }

    /** Whether senders wait in line. */
    boolean isAwaited() {
        return !waiting.isEmpty();
    }

    /** Promises that were not used lapse while others wait; they hold for their owners all the same. */
    void onDeadline() {
        if (turn.isDue(nextDeadlineNanos())) {
            for (Sender sender : senders.values()) {
                if (sender.counted > 0 && turn.isDue(sender.countedUntilNanos)) {
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
