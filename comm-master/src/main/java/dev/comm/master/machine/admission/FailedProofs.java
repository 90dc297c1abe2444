package dev.comm.master.machine.admission;

import dev.comm.core.machine.Entropy;
import dev.comm.core.machine.Nanos;
import dev.comm.master.machine.membership.MasterStep;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * The delayed answers to wrong proofs. The delay, and a quota for each address, make it slow to guess the secret. No
 * thread waits for an answer. The connection counts as unauthenticated until it closes (SEC-25).
 */
final class FailedProofs {
    static final int ANSWERS_PER_SECOND = 5;
    static final long DELAY_NANOS_MIN = 100_000_000;
    static final long DELAY_NANOS_MAX = 200_000_000;
    static final int ADDRESSES_MAX = 1_024;

    private static final long SECOND_NANOS = 1_000_000_000;

    private final MasterStep step;
    private final Entropy entropy;
    private final PriorityQueue<Due> due = new PriorityQueue<>(Comparator.comparingLong(Due::atNanos));
    /** The answers of the last second by address. The oldest second comes first. */
    private final Map<String, Second> seconds = new LinkedHashMap<>();

    FailedProofs(MasterStep step, Entropy entropy) {
        this.step = step;
        this.entropy = entropy;
    }

    /** Queues an answer, unless the address has used up its quota. Returns whether the answer was queued. */
    boolean add(Handshake handshake) {
        Second second = seconds.get(handshake.address());
        boolean isNew = second == null || Nanos.after(second.sinceNanos, SECOND_NANOS) <= step.now();
        if (isNew) {
            seconds.remove(handshake.address());
            if (seconds.size() >= ADDRESSES_MAX) {
                return false;
            }
            second = new Second(step.now());
            seconds.put(handshake.address(), second);
        }
        if (second.answers >= ANSWERS_PER_SECOND) {
            return false;
        }
        second.answers++;
        due.add(new Due(Nanos.after(step.now(), delay()), handshake));
        return true;
    }

    private long delay() {
        return DELAY_NANOS_MIN + Long.remainderUnsigned(entropy.nextLong(), DELAY_NANOS_MAX - DELAY_NANOS_MIN + 1);
    }

    /** Removes the queued answer of a closed connection. */
    void forget(Handshake handshake) {
        due.removeIf(each -> each.handshake == handshake);
    }

    /** Returns the next handshake with a due answer, or null. */
    Handshake takeDue() {
        return !due.isEmpty() && step.isDue(due.peek().atNanos) ? due.poll().handshake : null;
    }

    void onDeadline() {
        Iterator<Second> oldest = seconds.values().iterator();
        while (oldest.hasNext() && step.isDue(Nanos.after(oldest.next().sinceNanos, SECOND_NANOS))) {
            oldest.remove();
        }
    }

    long nextDeadlineNanos() {
        long next = due.isEmpty() ? Long.MAX_VALUE : due.peek().atNanos;
        return seconds.isEmpty()
                ? next
                : Math.min(next, Nanos.after(seconds.values().iterator().next().sinceNanos, SECOND_NANOS));
    }

    /** Returns the number of entries. */
    int remembered() {
        return due.size() + seconds.size();
    }

    private record Due(long atNanos, Handshake handshake) {}

    /** The number of answers to one address within a second. */
    private static final class Second {
        private final long sinceNanos;
        private int answers;

        Second(long sinceNanos) {
            this.sinceNanos = sinceNanos;
        }
    }
}
