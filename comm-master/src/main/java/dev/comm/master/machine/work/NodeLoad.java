package dev.comm.master.machine.work;

import dev.comm.core.machine.Nanos;
import dev.comm.master.machine.membership.Node;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The load of a node for the dispatcher: the attempts that the node holds, and the attempts that it may receive. */
final class NodeLoad {
    private final Node node;
    private final int slots;
    private final Set<Attempt> held = new LinkedHashSet<>();
    private final Set<Attempt> queued = new LinkedHashSet<>();
    private final Map<Key, Attempt> leftovers = new LinkedHashMap<>();
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

    /** The key of an attempt across all tasks. */
    private record Key(long id, int attempt) {}

    /** A listener for the presumed starts of attempts at a node. */
    @FunctionalInterface
    interface Starts {
        /**
         * Handles the presumed start of an attempt, at which its timeout begins. Abandoned attempts are reported too.
         */
        void started(Attempt attempt, long now);
    }

    /** Creates a worker without work. */
    NodeLoad(Node node, Starts starts) {
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

    /** Sets the names of the handlers that the node serves. */
    void serves(List<String> names) {
        handlers.clear();
        handlers.addAll(names);
    }

    /** Removes a handler that the node reported as unknown. */
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

    /** Returns the number of tasks that the node holds, abandoned attempts included. */
    int load() {
        return held.size() + leftovers.size();
    }

    /** Returns whether the node holds no task, apart from abandoned attempts. */
    boolean isEmpty() {
        return held.isEmpty();
    }

    /**
     * Returns whether the node accepts tasks. A departed node does not, even before the listeners are notified of the
     * departure.
     */
    boolean isWilling(long now) {
        boolean wants = node.isMember() && node.isServing() && !node.isDraining();
        return wants && !node.isSuspect() && now >= pausedUntil && stuck < slots;
    }

    /** Returns whether the node can receive a task now. */
    boolean isAble(long now) {
        return isWilling(now) && !alone;
    }

    /**
     * Returns whether the node may run tasks of this batch within its remaining live time (T3). Its present tasks are
     * not counted.
     */
    boolean suits(BatchSpec spec, long now) {
        return handlers.contains(spec.handler())
                && (spec.rank() < 0 || spec.rank() == node.rank())
                && (spec.label().isEmpty() || node.facts().labels().contains(spec.label()))
                && lives(spec.estimateNanos(), 0, now);
    }

    /** Returns whether the node serves a handler and has not refused it. */
    boolean has(String handler) {
        return handlers.contains(handler);
    }

    /**
     * Returns the time until which the node can take tasks of this batch, in addition to its present tasks. The result
     * is {@link Long#MIN_VALUE} if the node cannot take them now, and {@link Nanos#NEVER} if only an event can change
     * the answer. A suspect or paused node counts as able, because it is soon heard again or departs.
     */
    long takesUntil(BatchSpec spec, long now) {
        boolean takes = node.isMember() && node.isServing() && !node.isDraining() && !isStuck();
        if (!takes || !suits(spec, now)) {
            return Long.MIN_VALUE;
        }
        long remaining = spec.estimateNanos() < 0 ? Long.MAX_VALUE : node.remainingNanos(now);
        return remaining == Long.MAX_VALUE ? Nanos.NEVER : Nanos.after(now, remaining - spec.estimateNanos() + 1);
    }

    /** Returns whether the node may run tasks of this batch after its present tasks; see {@link #suits}. */
    boolean fits(BatchSpec spec, long now) {
        return suits(spec, now) && lives(spec.estimateNanos(), promisedNanos / slots, now);
    }

    /**
     * Returns whether the remaining live time suffices. A task without an estimate may go to any node that has not
     * reached its drain margin; the node itself announces the drain.
     */
    private boolean lives(long estimateNanos, long aheadNanos, long now) {
        long remaining = node.remainingNanos(now);
        if (remaining == Long.MAX_VALUE) {
            return true;
        }
        return estimateNanos <= remaining - aheadNanos;
    }

    /** Adds an attempt. A suspect task is the only task of the node until it ends (T2). */
    void hold(Attempt attempt, long now) {
        held.add(attempt);
        alone = attempt.task().isSuspect();
        promisedNanos += estimate(attempt);
        queued.add(attempt);
        startNext(now);
    }

    /** Removes an attempt that ended. */
    void release(Attempt attempt, long now) {
        drop(attempt);
        end(attempt, now);
    }

    /** Marks an attempt as abandoned: its task no longer waits for it, but the node still holds it. */
    void abandon(Attempt attempt) {
        drop(attempt);
        leftovers.put(new Key(attempt.task().id(), attempt.number()), attempt);
        stuck(attempt.isStarted() ? 1 : 0);
    }

    /** Removes an abandoned attempt that the node has ended. Returns false if the attempt is unknown. */
    boolean clear(long id, int number, long now) {
        Attempt attempt = leftovers.remove(new Key(id, number));
        if (attempt == null) {
            return false;
        }
        stuck(attempt.isStarted() ? -1 : 0);
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
            if (next.task().current() != next) {
                stuck(1);
            }
            starts.started(next, now);
        }
    }

    private void stuck(int change) {
        stuck += change;
        node.stuck(isStuck());
    }

    private static long estimate(Attempt attempt) {
        return Math.max(0, attempt.task().batch().spec().estimateNanos());
    }

    /** Returns whether every slot runs an abandoned attempt. */
    boolean isStuck() {
        return stuck >= slots;
    }

    /**
     * Returns whether the node holds exactly one suspect task and nothing else, so that this task would be the cause of
     * a loss.
     */
    boolean isAlone() {
        return alone && held.size() == 1 && leftovers.isEmpty() && requests == 0;
    }

    /** Returns a copy of the attempts, in the order of assignment. */
    List<Attempt> held() {
        return new ArrayList<>(held);
    }

    /** Returns a copy of the attempts that presumably run, abandoned ones included. */
    List<Attempt> running() {
        List<Attempt> result = held();
        result.addAll(leftovers.values());
        result.removeIf(attempt -> !attempt.isStarted());
        return result;
    }

    /**
     * Returns a copy of the attempts that presumably have not started, in order. Abandoned and recalled ones are left
     * out.
     */
    List<Attempt> unstarted() {
        List<Attempt> result = new ArrayList<>(queued);
        result.removeIf(attempt -> attempt.task().current() != attempt || attempt.isRecalled());
        return result;
    }

    /** Returns the batch that reserves this node for its suspect tasks, or null. */
    Batch reservation() {
        return reservation;
    }

    void reserve(Batch batch) {
        reservation = batch;
    }

    /** Returns the place among the workers with free capacity, or -1. Only {@link ServingNodes} uses it. */
    int level() {
        return level;
    }

    void place(int newLevel) {
        level = newLevel;
    }
}
