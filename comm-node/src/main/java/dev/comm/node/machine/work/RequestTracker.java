package dev.comm.node.machine.work;

import dev.comm.api.protocol.WorkCommand;
import dev.comm.api.protocol.WorkCommand.Cancel;
import dev.comm.api.protocol.WorkCommand.Progress;
import dev.comm.api.protocol.WorkCommand.Request;
import dev.comm.api.protocol.WorkCommand.ResultAck;
import dev.comm.api.protocol.WorkCommand.ResultAsk;
import dev.comm.api.protocol.WorkCommand.Serving;
import dev.comm.api.protocol.WorkCommand.Status;
import dev.comm.api.work.ExitReason;
import dev.comm.core.machine.Call;
import dev.comm.core.machine.Value;
import dev.comm.node.machine.membership.NodeStep;
import dev.comm.node.machine.work.Assignment.Key;
import dev.comm.node.machine.work.TakeRequestCall.Taken;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The requests and tasks of this node: queued, running, or answered. The results of tasks are stored until the master
 * accepts them (SEMANTICS 4).
 */
public final class RequestTracker {
    /** The modes for new work. */
    enum Mode {
        /** The node queues work and gives it to workers. DRAINING or ENDED follows. */
        OPEN,
        /** The node returns queued and new work, and finishes running work. ENDED follows. */
        DRAINING,
        /** The membership is over, and the workers end. The final mode. */
        ENDED
    }

    private final int queueMax;
    private final int tasksMax;
    private final UnackedResults answers = new UnackedResults();
    private final Overruns overruns;
    private final ArrayDeque<TakeRequestCall> workers = new ArrayDeque<>();
    /**
     * The queued attempts, in the order of delivery like the running ones. The first entries of both show which
     * deliveries are all answered.
     */
    private final Map<Key, Assignment> queue = new LinkedHashMap<>();

    private final Map<Key, Assignment> running = new LinkedHashMap<>();

    private Mode mode = Mode.OPEN;
    private Set<String> handlers = Set.of();
    private boolean serving;
    private boolean suspended;
    private ExitReason sendHome;
    private long delivered;
    private int queuedTasks;

    /**
     * Creates the part, without work yet.
     *
     * @param queueMax maximum number of requests that wait for a worker
     * @param tasksMax maximum number of tasks among these requests. The master sends a node no more tasks than its
     *     credit allows
     * @param graceNanos time that a handler has to end after it was interrupted
     */
    public RequestTracker(int queueMax, int tasksMax, long graceNanos) {
        this.queueMax = queueMax;
        this.tasksMax = tasksMax;
        this.overruns = new Overruns(graceNanos);
    }

    /** Handles the local program's call to begin or stop serving. */
    public void serve(ServeCall call, NodeStep step) {
        serving = call.on();
        handlers = new LinkedHashSet<>(call.handlers());
        step.send(new Serving(call.on(), call.handlers()));
        step.out().complete(call, null);
        if (serving) {
            refuseUnknown(step);
        } else {
            sendWorkersHome(ExitReason.LEFT, step);
        }
    }

    /** Handles a worker's call for work. */
    public void take(TakeRequestCall call, NodeStep step) {
        if (call.answer() != null) {
            answer(call.answer(), null, step);
        }
        if (sendHome != null) {
            step.out().complete(call, new Taken(null, sendHome));
            return;
        }
        workers.add(call);
        handOut(step);
    }

    /** Handles a worker's answer. */
    public void answer(AnswerRequestCall call, NodeStep step) {
        answer(call.answer(), call, step);
    }

    private void answer(AttemptResult answer, Call<Void> waiter, NodeStep step) {
        Assignment assignment = running.remove(new Key(answer.id(), answer.attempt()));
        if (assignment != null) {
            answers.send(assignment, answer, waiter, step);
        } else if (waiter != null) {
            // The attempt was returned or has ended in the meantime, so the answer is not needed.
            step.out().complete(waiter, null);
        }
    }

    /** Handles the call for the next handler that runs too long. */
    public void watch(OverrunCall call, NodeStep step) {
        if (mode == Mode.ENDED) {
            step.out().complete(call, null);
        } else {
            overruns.watch(call, step);
        }
    }

    /** Handles a worker's progress report. */
    public void progress(ProgressCall call, NodeStep step) {
        if (running.containsKey(new Key(call.id(), call.attempt()))) {
            step.send(new Progress(call.id(), call.attempt(), call.fraction()));
        }
        step.out().complete(call, null);
    }

    /** Records that the socket took the last byte of an answer. */
    public void sent(Object token, NodeStep step) {
        answers.sent(token, step);
    }

    /** Handles a command of the master. */
    public void receive(WorkCommand command, Value value, NodeStep step) {
        if (command instanceof Request request) {
            request(request, value, step);
        } else if (command instanceof ResultAck ack) {
            answers.accepted(new Key(ack.id(), ack.attempt()));
        } else if (command instanceof ResultAsk ask) {
            asked(new Key(ask.id(), ask.attempt()), step);
        } else if (command instanceof Cancel cancel) {
            cancel(new Key(cancel.id(), cancel.attempt()), step);
        } else {
            step.free(value);
            step.violation(command.getClass().getSimpleName() + " is for masters");
        }
    }

    private void request(Request request, Value input, NodeStep step) {
        Assignment assignment = new Assignment(request, input, delivered++);
        if (isKnown(assignment.key())) {
            step.free(input);
        } else if (request.task() && queuedTasks >= tasksMax) {
            step.free(input);
            step.violation("it sent more than " + tasksMax + " tasks that wait here, which is over its credit");
        } else if (mode != Mode.OPEN || queue.size() >= queueMax) {
            giveBack(assignment, Status.RETURNED, step);
        } else if (serving && !handlers.contains(request.handler())) {
            giveBack(assignment, Status.UNKNOWN, step);
        } else {
            queue.put(assignment.key(), assignment);
            count(assignment, 1);
            handOut(step);
        }
    }

    private void count(Assignment assignment, int change) {
        queuedTasks += assignment.isTask() ? change : 0;
    }

    private boolean isKnown(Key key) {
        return queue.containsKey(key) || running.containsKey(key) || answers.isKept(key);
    }

    private void handOut(NodeStep step) {
        while (isServing() && !suspended && !workers.isEmpty() && !queue.isEmpty()) {
            Iterator<Assignment> waiting = queue.values().iterator();
            Assignment assignment = waiting.next();
            waiting.remove();
            count(assignment, -1);
            assignment.begin(step.now());
            running.put(assignment.key(), assignment);
            step.out().complete(workers.poll(), new Taken(assignment, null));
        }
    }

    private void cancel(Key key, NodeStep step) {
        if (queue.containsKey(key)) {
            giveBack(unqueue(key), Status.CANCELLED, step);
        } else if (running.containsKey(key)) {
            overruns.interrupt(running.get(key), step);
        }
    }

    /**
     * Handles a question of the master about an attempt. If the node does not know the attempt, its request was lost.
     * If the node stores the result, the result was lost. An attempt that waits while this node does not serve is
     * returned, because the master assumes that it runs.
     */
    private void asked(Key key, NodeStep step) {
        if (queue.containsKey(key)) {
            if (!serving) {
                giveBack(unqueue(key), Status.RETURNED, step);
            }
        } else if (!running.containsKey(key)) {
            answers.asked(key, step);
        }
    }

    private Assignment unqueue(Key key) {
        Assignment queued = queue.remove(key);
        count(queued, -1);
        return queued;
    }

    private void refuseUnknown(NodeStep step) {
        for (Assignment queued : List.copyOf(queue.values())) {
            if (!handlers.contains(queued.handler())) {
                giveBack(unqueue(queued.key()), Status.UNKNOWN, step);
            }
        }
        handOut(step);
    }

    /** Returns to the master an attempt that no worker has. */
    private void giveBack(Assignment assignment, Status status, NodeStep step) {
        step.free(assignment.input());
        answers.giveBack(assignment, status, step);
    }

    /** Stops or resumes the start of work. While the master is suspect, the node starts none (M1). */
    public void suspend(boolean now, NodeStep step) {
        suspended = now;
        handOut(step);
    }

    /** Stops new work and returns queued work to the master. */
    public void drain(NodeStep step) {
        if (mode == Mode.OPEN) {
            become(Mode.DRAINING);
            List<Assignment> waiting = List.copyOf(queue.values());
            queue.clear();
            queuedTasks = 0;
            waiting.forEach(assignment -> giveBack(assignment, Status.RETURNED, step));
        }
    }

    /** Stops new work, returns queued work, and ends the waiting workers. */
    public void drain(ExitReason reason, NodeStep step) {
        drain(step);
        if (sendHome == null) {
            sendHome = reason;
        }
        sendWorkersHome(sendHome, step);
    }

    /** Returns the running work to the master, because the time is over. */
    public void giveBackRunning(NodeStep step) {
        List<Assignment> unfinished = List.copyOf(running.values());
        running.clear();
        for (Assignment assignment : unfinished) {
            assignment.cancel();
            answers.giveBack(assignment, Status.RETURNED, step);
        }
    }

    /** Ends all work at the end of the membership: cancels attempts, discards results and ends workers (B7). */
    public void end(ExitReason reason, NodeStep step) {
        become(Mode.ENDED);
        sendHome = reason;
        running.values().forEach(assignment -> {
            assignment.cancel();
            assignment.drop();
        });
        queue.values().forEach(assignment -> step.free(assignment.input()));
        running.clear();
        queue.clear();
        queuedTasks = 0;
        answers.end(step);
        overruns.end(step);
        sendWorkersHome(reason, step);
    }

    private void become(Mode next) {
        if (next.compareTo(mode) <= 0) {
            throw new IllegalStateException("work cannot go from " + mode + " to " + next);
        }
        mode = next;
    }

    private void sendWorkersHome(ExitReason reason, NodeStep step) {
        while (!workers.isEmpty()) {
            step.out().complete(workers.poll(), new Taken(null, reason));
        }
    }

    /** Returns whether handlers of the program answer requests. */
    public boolean isServed() {
        return serving;
    }

    private boolean isServing() {
        return serving && mode == Mode.OPEN;
    }

    /**
     * Returns whether the program serves requests instead of calling collectives by itself. This stays true while the
     * node receives no new requests.
     */
    public boolean isAttending() {
        return serving && mode != Mode.ENDED;
    }

    /** Returns whether no request is queued or running. */
    public boolean isIdle() {
        return queue.isEmpty() && running.isEmpty();
    }

    /** Returns the number of requests delivered so far. */
    public long delivered() {
        return delivered;
    }

    /** Returns whether the first requests, up to the given number of deliveries, are all answered. */
    public boolean answeredBefore(long count) {
        return firstOrder(running) >= count && firstOrder(queue) >= count;
    }

    private static long firstOrder(Map<Key, Assignment> assignments) {
        return assignments.isEmpty()
                ? Long.MAX_VALUE
                : assignments.values().iterator().next().order();
    }

    /**
     * Returns whether no handler runs and the socket has taken every answer. The master reads the answers before LEAVE.
     * The node does not wait until the master accepts them, because the acknowledgement may be lost.
     */
    public boolean isFinished() {
        return running.isEmpty() && answers.areSent();
    }

    public void onDeadline(NodeStep step) {
        for (Assignment assignment : List.copyOf(running.values())) {
            if (!step.isDue(assignment.nextDeadlineNanos())) {
                continue;
            }
            if (!assignment.cancelled()) {
                overruns.interrupt(assignment, step);
            } else {
                running.remove(assignment.key());
                answers.giveBack(assignment, Status.CANCELLED, step);
                overruns.abandon(assignment, step);
            }
        }
    }

    public long nextDeadlineNanos() {
        long next = Long.MAX_VALUE;
        for (Assignment assignment : running.values()) {
            next = Math.min(next, assignment.nextDeadlineNanos());
        }
        return next;
    }
}
