package dev.comm.master.machine.work;

import dev.comm.api.work.TaskCounts;
import dev.comm.core.machine.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A running batch: its open tasks, and the outcomes that the program has not taken. */
final class Batch implements Comparable<Batch> {
    /** The number of portions in which a window is refilled. */
    private static final int PORTIONS = 8;

    private final int number;
    private final BatchSpec spec;
    private final Map<Integer, Task> open = new LinkedHashMap<>();
    private final Deque<Task> ready = new ArrayDeque<>();
    private final Deque<Task> suspects = new ArrayDeque<>();
    private final Deque<TaskEnd> ends = new ArrayDeque<>();
    private NextCall waiting;
    private NodeLoad reserved;
    private final NodeWait nodeWait = new NodeWait();
    private TaskEnd.Kind rest;
    private List<String> restHistory = List.of();
    private int offered;
    private int taken;
    private int done;
    private int failed;
    private int running;
    private int lost;
    private int redone;
    private long bytes;

    Batch(int number, BatchSpec spec) {
        this.number = number;
        this.spec = spec;
    }

    int number() {
        return number;
    }

    BatchSpec spec() {
        return spec;
    }

    /** Creates a task for the next input; null if the batch has all its inputs. */
    Task offer(Value input) {
        if (isClosed() || offered == spec.total()) {
            return null;
        }
        Task task = new Task(this, offered++, input);
        open.put(task.index(), task);
        bytes += length(input);
        return task;
    }

    /** The open task with an index, or null. */
    Task find(int index) {
        return open.get(index);
    }

    /** A copy of all open tasks, in input order. */
    List<Task> open() {
        return new ArrayList<>(open.values());
    }

    /** The number of inputs not yet offered. */
    int unoffered() {
        return isClosed() ? 0 : spec.total() - offered;
    }

    /** The number of tasks that wait for a node, those without input included. */
    int unserved() {
        return isClosed() ? open.size() - running : spec.total() - done - failed - running;
    }

    /** How long its tasks have waited for a node that can take them. */
    NodeWait nodeWait() {
        return nodeWait;
    }

    private boolean isClosed() {
        return rest != null;
    }

    Deque<Task> ready() {
        return ready;
    }

    Deque<Task> suspects() {
        return suspects;
    }

    boolean hasWork() {
        return !ready.isEmpty() || !suspects.isEmpty();
    }

    /** The worker reserved for this batch's suspect tasks, which receives no other work until it is empty; or null. */
    NodeLoad reserved() {
        return reserved;
    }

    void reserve(NodeLoad load) {
        reserved = load;
    }

    void given() {
        running++;
    }

    /** Records the end of an attempt, with any result. */
    void back() {
        running--;
    }

    void lost() {
        lost++;
    }

    /** Records the end of a task, once for each task. */
    void end(Task task, TaskEnd end) {
        open.remove(task.index());
        bytes -= length(task.input());
        bytes += length(end.value());
        ends.add(end);
        if (end.kind() != TaskEnd.Kind.DONE) {
            failed++;
            return;
        }
        done++;
        redone += end.attempts() > 1 ? 1 : 0;
    }

    /** Accepts no more inputs; tasks without input end as cancelled. */
    void cancel() {
        close(TaskEnd.Kind.CANCELLED, List.of());
    }

    /** Accepts no more inputs, because no node can take the tasks; tasks without input end as unserved. */
    void giveUp(String reason) {
        close(TaskEnd.Kind.UNSERVED, List.of(reason));
    }

    private void close(TaskEnd.Kind kind, List<String> history) {
        if (!isClosed()) {
            rest = kind;
            restHistory = history;
            failed += spec.total() - offered;
        }
    }

    /** Takes outcomes in order; creates those of tasks without input here, so they need no memory before. */
    List<TaskEnd> take(int limit) {
        List<TaskEnd> result = new ArrayList<>(Math.min(limit, ends.size()));
        while (result.size() < limit && !ends.isEmpty()) {
            TaskEnd end = ends.poll();
            bytes -= length(end.value());
            result.add(end);
        }
        while (isClosed() && ends.isEmpty() && result.size() < limit && offered < spec.total()) {
            result.add(new TaskEnd(offered++, rest, Value.NONE, 0, -1, restHistory));
        }
        taken += result.size();
        return result;
    }

    /** Discards and returns the outcomes that the program has not taken. */
    List<TaskEnd> discard() {
        List<TaskEnd> result = new ArrayList<>(ends);
        ends.clear();
        return result;
    }

    /** Whether the program has taken all outcomes. */
    boolean isOver() {
        return taken == spec.total();
    }

    /**
     * The number of inputs to request now, in portions, so that one call brings several. If their bytes allow only one
     * input for each slot, the batch requests every input at once.
     */
    int wanted(WorkSettings settings, int slots) {
        boolean full = bytes >= settings.windowBytes();
        int window = full
                ? Math.max(1, slots)
                : (int) Math.min(Integer.MAX_VALUE, Math.max(settings.window(), 4L * settings.credit() * slots));
        int portion = full ? 1 : window / PORTIONS;
        int missing = Math.min(unoffered(), window - open.size() - ends.size());
        return missing < Math.min(unoffered(), portion) ? 0 : Math.max(0, missing);
    }

    /** The call that waits for an outcome, or null. */
    NextCall waiting() {
        return waiting;
    }

    void await(NextCall call) {
        waiting = call;
    }

    /** The reported progress of running tasks, by index. */
    SortedMap<Integer, Double> fractions() {
        SortedMap<Integer, Double> result = new TreeMap<>();
        for (Task task : open.values()) {
            if (task.current() != null && task.current().progress() >= 0) {
                result.put(task.index(), task.current().progress());
            }
        }
        return result;
    }

    TaskCounts counts() {
        return new TaskCounts(spec.total(), done, failed, running, lost, redone);
    }

    private static long length(Value value) {
        return value.payload() == null ? 0 : value.payload().length();
    }

    @Override
    public int compareTo(Batch other) {
        int byPriority = Integer.compare(other.spec.priority(), spec.priority());
        return byPriority != 0 ? byPriority : Integer.compare(number, other.number);
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return number;
    }
}
