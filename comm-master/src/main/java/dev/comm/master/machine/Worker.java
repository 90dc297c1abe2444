package dev.comm.master.machine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A node as the dispatcher sees it: what it holds, and what it may get. */
final class Worker {
    private final Node node;
    private final int slots;
    private final Set<Attempt> held = new LinkedHashSet<>();
    private final Set<Attempt> queued = new LinkedHashSet<>();
    private final Map<Key, Attempt> leftovers = new HashMap<>();
    private final Set<String> handlers = new HashSet<>();
    private final Starts starts;
    private int busy;
    private int stuck;
    private int requests;
    private long promisedNanos;
    private long pausedUntil = Long.MIN_VALUE;
    private boolean alone;
    private Batch reservation;
    private int level = -1;

    /** Names an attempt across all tasks. */
    private record Key(long id, int attempt) {}

    /** Is told of each attempt that a node is presumed to begin. */
    @FunctionalInterface
    interface Starts {
        /** The attempt's own time begins. */
        void started(Attempt attempt, long now);
    }

    /** A node without work. */
    Worker(Node node, Starts starts) {
        this.node = node;
        this.slots = Math.max(1, node.facts().slots());
        this.starts = starts;
    }

    Node node() {
        return node;
    }

    int slots() {
        return slots;
    }

    /** Takes over the names of the handlers that the node serves now. */
    void serves(List<String> names) {
        handlers.clear();
        handlers.addAll(names);
    }

    /** The node says that it does not have this handler, whatever it announced. */
    void refuses(String handler) {
        handlers.remove(handler);
    }

    void pause(long untilNanos) {
        pausedUntil = untilNanos;
    }

    long pausedUntil() {
        return pausedUntil;
    }

    void requested(int change) {
        requests += change;
    }

    /** Tasks it holds, those that nobody waits for included. */
    int load() {
        return held.size() + leftovers.size();
    }

    /** Whether it holds no task that somebody waits for. */
    boolean isEmpty() {
        return held.isEmpty();
    }

    /**
     * Whether it takes tasks at all. One that is gone does not, even before its own departure is told: several may go
     * at once.
     */
    boolean isWilling(long now) {
        boolean wants = node.isMember() && node.isServing() && !node.isDraining();
        return wants && !node.isSuspect() && now >= pausedUntil && stuck < slots;
    }

    /** Whether it could get a task now. */
    boolean isAble(long now) {
        return isWilling(now) && !alone;
    }

    /**
     * Whether it may do tasks of this kind, with the time that it has left (T3); what it holds already is not counted.
     */
    boolean suits(BatchSpec spec, long now) {
        return handlers.contains(spec.handler())
                && (spec.rank() < 0 || spec.rank() == node.rank())
                && (spec.label().isEmpty() || node.facts().labels().contains(spec.label()))
                && lives(spec.estimateNanos(), 0, now);
    }

    /** As {@link #suits}, behind what it holds already. */
    boolean fits(BatchSpec spec, long now) {
        return suits(spec, now) && lives(spec.estimateNanos(), promisedNanos / slots, now);
    }

    /**
     * A task without an estimate goes to any node outside its drain margin, which the node announces itself: it is the
     * authority.
     */
    private boolean lives(long estimateNanos, long aheadNanos, long now) {
        long remaining = node.remainingNanos(now);
        if (remaining == Long.MAX_VALUE) {
            return true;
        }
        return estimateNanos <= remaining - aheadNanos;
    }

    /** Takes an attempt; with a suspect task it is alone here until that ends (T2). */
    void hold(Attempt attempt, long now) {
        held.add(attempt);
        alone = attempt.task().isSuspect();
        promisedNanos += estimate(attempt);
        queued.add(attempt);
        startNext(now);
    }

    /** An attempt is over. */
    void release(Attempt attempt, long now) {
        drop(attempt);
        end(attempt, now);
    }

    /** Nobody waits for the attempt any more, but the node still has it. */
    void abandon(Attempt attempt) {
        drop(attempt);
        leftovers.put(new Key(attempt.task().id(), attempt.number()), attempt);
        stuck += attempt.isStarted() ? 1 : 0;
    }

    /** The node is done with something that nobody waits for; false if it never had it. */
    boolean clear(long id, int number, long now) {
        Attempt attempt = leftovers.remove(new Key(id, number));
        if (attempt == null) {
            return false;
        }
        stuck -= attempt.isStarted() ? 1 : 0;
        end(attempt, now);
        return true;
    }

    private void drop(Attempt attempt) {
        held.remove(attempt);
        alone = false;
        promisedNanos -= estimate(attempt);
    }

    private void end(Attempt attempt, long now) {
        if (attempt.isStarted()) {
            busy--;
        } else {
            queued.remove(attempt);
        }
        startNext(now);
    }

    private void startNext(long now) {
        while (busy < slots && !queued.isEmpty()) {
            Attempt next = queued.iterator().next();
            queued.remove(next);
            busy++;
            next.start();
            if (next.task().current() == next) {
                starts.started(next, now);
            } else {
                stuck++;
            }
        }
    }

    private static long estimate(Attempt attempt) {
        return Math.max(0, attempt.task().batch().spec().estimateNanos());
    }

    /** Whether every slot works on something that nobody waits for. */
    boolean isStuck() {
        return stuck >= slots;
    }

    /** Whether a loss now can only be the doing of the one task it holds. */
    boolean isAlone() {
        return alone && held.size() == 1 && leftovers.isEmpty() && requests == 0;
    }

    /** What it holds, in the order in which it got it; a copy. */
    List<Attempt> held() {
        return new ArrayList<>(held);
    }

    /** What it holds and has presumably not begun, in order; a copy. */
    List<Attempt> unstarted() {
        List<Attempt> result = new ArrayList<>(queued);
        result.removeIf(attempt -> attempt.task().current() != attempt || attempt.isRecalled());
        return result;
    }

    /** The batch whose suspects it is kept free for, or null. */
    Batch reservation() {
        return reservation;
    }

    void reserve(Batch batch) {
        reservation = batch;
    }

    /** Its place among those with room, or -1; the crew's business. */
    int level() {
        return level;
    }

    void place(int newLevel) {
        level = newLevel;
    }
}
