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

/** A running batch: its open tasks, and the outcomes that the program has not taken yet. */
final class Batch implements Comparable<Batch> {
    /** The number of portions in which a window is refilled. */
    private static final int PORTIONS = 8;

    private final int number;
    private final BatchSpec spec;
    private int total;
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
        this.total = spec.total();
    }

    /** Returns whether the program has not reported the end of its inputs, so that the number of tasks is unknown. */
    private boolean isOpenEnded() {
        return total == BatchSpec.UNKNOWN;
    }

    /** Records that no input follows. Has no effect if the number of tasks is known. */
    void endInputs() {
        total = isOpenEnded() ? offered : total;
    }

    /** Returns the number of tasks that the dispatcher expects at the submission of the batch. */
    int expected() {
        return isOpenEnded() ? 0 : total;
    }

    /** Returns the number of tasks that the dispatcher did not expect before an offered input. */
    int unexpected() {
        return isOpenEnded() ? 1 : 0;
    }

    int number() {
        return number;
    }

    BatchSpec spec() {
        return spec;
    }

    /** Creates a task for the next input, or returns null if the batch needs no more inputs. */
    Task offer(Value input) {
        if (isClosed() || offered == (isOpenEnded() ? Integer.MAX_VALUE : total)) {
            return null;
        }
        Task task = new Task(this, offered++, input);
        open.put(task.index(), task);
        bytes += length(input);
        return task;
    }

    /** Returns the open task with an index, or null. */
    Task find(int index) {
        return open.get(index);
    }

    /** Returns a copy of all open tasks, in input order. */
    List<Task> open() {
        return new ArrayList<>(open.values());
    }

    /** Returns the number of known tasks whose inputs are not offered yet. */
    int unoffered() {
        return isClosed() || isOpenEnded() ? 0 : total - offered;
    }

    /** Returns the number of tasks that wait for a node. Known tasks whose input is not offered yet count too. */
    int unserved() {
        return isClosed() || isOpenEnded() ? open.size() - running : total - done - failed - running;
    }

    /** Returns the wait of this batch for a node that can take its tasks. */
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

    /**
     * Returns the worker that is reserved for the suspect tasks of this batch, or null. The worker receives no other
     * work until it is empty.
     */
    NodeLoad reserved() {
        return reserved;
    }

    void reserve(NodeLoad load) {
        reserved = load;
    }

    void given() {
        running++;
    }

    /** Records that an attempt ended, with any result. */
    void back() {
        running--;
    }

    void lost() {
        lost++;
    }

    /** Records the end of a task. Called once for each task. */
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

    /** Cancels the batch: it accepts no more inputs, and the tasks without input end as cancelled. */
    void cancel() {
        close(TaskEnd.Kind.CANCELLED, List.of());
    }

    /**
     * Gives up the batch, because no node can take its tasks. It accepts no more inputs, and the tasks without input
     * end as unserved.
     */
    void giveUp(String reason) {
        close(TaskEnd.Kind.UNSERVED, List.of(reason));
    }

    private void close(TaskEnd.Kind kind, List<String> history) {
        if (!isClosed()) {
            rest = kind;
            restHistory = history;
            endInputs();
            failed += total - offered;
        }
    }

    /**
     * Takes outcomes in order. The outcomes of tasks without input are created here, so that they need no memory
     * before.
     */
    List<TaskEnd> take(int limit) {
        List<TaskEnd> result = new ArrayList<>(Math.min(limit, ends.size()));
        while (result.size() < limit && !ends.isEmpty()) {
            TaskEnd end = ends.poll();
            bytes -= length(end.value());
            result.add(end);
        }
        while (isClosed() && ends.isEmpty() && result.size() < limit && offered < total) {
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

    /** Returns whether the program has taken all outcomes. */
    boolean isOver() {
        return taken == total;
    }

    /**
     * Returns the number of inputs to request now. Inputs are requested in portions, so that one call brings several.
     * If the bytes allow only one input for each slot, each input is requested as soon as it is needed.
     */
    int wanted(WorkSettings settings, int slots) {
        boolean full = bytes >= settings.windowBytes();
        int most = window(settings, slots);
        int window = full ? Math.min(most, Math.max(1, slots)) : most;
        int portion = full ? 1 : Math.max(1, window / PORTIONS);
        int more = isOpenEnded() && !isClosed() ? Integer.MAX_VALUE : unoffered();
        int missing = Math.min(more, window - open.size() - ends.size());
        return missing < Math.min(more, portion) ? 0 : Math.max(0, missing);
    }

    private int window(WorkSettings settings, int slots) {
        return spec.lookAhead() > 0
                ? spec.lookAhead()
                : (int) Math.min(Integer.MAX_VALUE, Math.max(settings.window(), 4L * settings.credit() * slots));
    }

    /** Returns the call that waits for an outcome, or null. */
    NextCall waiting() {
        return waiting;
    }

    void await(NextCall call) {
        waiting = call;
    }

    /** Returns the reported progress of the running tasks, by the index of the task. */
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
        return new TaskCounts(total, done, failed, running, lost, redone);
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
