package dev.comm.node.machine.work;

import dev.comm.api.protocol.WorkCommand;
import dev.comm.api.protocol.WorkCommand.Cancel;
import dev.comm.api.protocol.WorkCommand.Progress;
import dev.comm.api.protocol.WorkCommand.Request;
import dev.comm.api.protocol.WorkCommand.ResultAck;
import dev.comm.api.protocol.WorkCommand.Serving;
import dev.comm.api.protocol.WorkCommand.Status;
import dev.comm.api.work.ExitReason;
import dev.comm.core.machine.Call;
import dev.comm.core.machine.Value;
import dev.comm.node.machine.membership.Turn;
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
 * The requests and tasks of this node: queued, running, answered, and kept until the master accepts them (SEMANTICS 4).
 */
public final class Work {
    /** The modes for new work. */
    enum Mode {
        /** The node queues work and gives it to workers. To DRAINING or ENDED. */
        OPEN,
        /** The node returns queued and new work, and finishes running work. To ENDED. */
        DRAINING,
        /** The membership is over; workers end. Final. */
        ENDED
    }

    private final int queueMax;
    private final Answers answers = new Answers();
    private final ArrayDeque<TakeRequestCall> workers = new ArrayDeque<>();
    /** In the order of delivery, like the running ones: the first of both tells which deliveries are all answered. */
    private final Map<Key, Assignment> queue = new LinkedHashMap<>();

    private final Map<Key, Assignment> running = new LinkedHashMap<>();

    private Mode mode = Mode.OPEN;
    private Set<String> handlers = Set.of();
    private boolean serving;
    private boolean suspended;
    private ExitReason sendHome;
    private long delivered;

    /**
     * Creates the part, without work yet.
     *
     * @param queueMax maximum number of requests that wait for a worker
     */
    public Work(int queueMax) {
        this.queueMax = queueMax;
    }

    /** Handles the local program's call to begin or stop serving. */
    public void serve(ServeCall call, Turn turn) {
        serving = call.on();
        handlers = new LinkedHashSet<>(call.handlers());
        turn.send(new Serving(call.on(), call.handlers()));
        turn.out().complete(call, null);
        if (serving) {
            refuseUnknown(turn);
        } else {
            sendWorkersHome(ExitReason.LEFT, turn);
        }
    }

    /** Handles a worker's call for work. */
    public void take(TakeRequestCall call, Turn turn) {
        if (call.answer() != null) {
            answer(call.answer(), null, turn);
        }
        if (sendHome != null) {
            turn.out().complete(call, new Taken(null, sendHome));
            return;
        }
        workers.add(call);
        handOut(turn);
    }

    /** Handles a worker's answer. */
    public void answer(AnswerRequestCall call, Turn turn) {
        answer(call.answer(), call, turn);
    }

    private void answer(Answer answer, Call<Void> waiter, Turn turn) {
        Assignment assignment = running.remove(new Key(answer.id(), answer.attempt()));
        if (assignment != null) {
            answers.send(assignment, answer, waiter, turn);
        } else if (waiter != null) {
            // Returned or ended meanwhile, so the answer is not needed.
            turn.out().complete(waiter, null);
        }
    }

    /** Handles a worker's progress report. */
    public void progress(ProgressCall call, Turn turn) {
        if (running.containsKey(new Key(call.id(), call.attempt()))) {
            turn.send(new Progress(call.id(), call.attempt(), call.fraction()));
        }
        turn.out().complete(call, null);
    }

    /** Records that the socket took the last byte of a message. */
    public void sent(Object token, Turn turn) {
        answers.sent(token, turn);
    }

    /** A command of the master. */
    public void receive(WorkCommand command, Value value, Turn turn) {
        if (command instanceof Request request) {
            request(request, value, turn);
        } else if (command instanceof ResultAck ack) {
            answers.accepted(new Key(ack.id(), ack.attempt()));
        } else if (command instanceof Cancel cancel) {
            cancel(new Key(cancel.id(), cancel.attempt()), turn);
        } else {
            turn.free(value);
            turn.violation(command.getClass().getSimpleName() + " is for masters");
        }
    }

    private void request(Request request, Value input, Turn turn) {
        Assignment assignment = new Assignment(request, input, delivered++);
        if (isKnown(assignment.key())) {
            turn.free(input);
        } else if (mode != Mode.OPEN || queue.size() >= queueMax) {
            giveBack(assignment, Status.RETURNED, turn);
        } else if (serving && !handlers.contains(request.handler())) {
            giveBack(assignment, Status.UNKNOWN, turn);
        } else {
            queue.put(assignment.key(), assignment);
            handOut(turn);
        }
    }

    private boolean isKnown(Key key) {
        return queue.containsKey(key) || running.containsKey(key) || answers.isKept(key);
    }

    private void handOut(Turn turn) {
        while (isServing() && !suspended && !workers.isEmpty() && !queue.isEmpty()) {
            Iterator<Assignment> waiting = queue.values().iterator();
            Assignment assignment = waiting.next();
            waiting.remove();
            assignment.begin(turn.now());
            running.put(assignment.key(), assignment);
            turn.out().complete(workers.poll(), new Taken(assignment, null));
        }
    }

    private void cancel(Key key, Turn turn) {
        Assignment queued = queue.remove(key);
        if (queued != null) {
            giveBack(queued, Status.CANCELLED, turn);
        } else if (running.containsKey(key)) {
            running.get(key).cancel();
        }
    }

    private void refuseUnknown(Turn turn) {
        for (Assignment queued : List.copyOf(queue.values())) {
            if (!handlers.contains(queued.handler())) {
                queue.remove(queued.key());
                giveBack(queued, Status.UNKNOWN, turn);
            }
        }
        handOut(turn);
    }

    /** Returns an attempt that no worker has. */
    private void giveBack(Assignment assignment, Status status, Turn turn) {
        turn.free(assignment.input());
        answers.giveBack(assignment, status, turn);
    }

    /** Stops or resumes starting work; the node starts none while the master is suspect (M1). */
    public void suspend(boolean now, Turn turn) {
        suspended = now;
        handOut(turn);
    }

    /** Stops new work and returns queued work. */
    public void drain(Turn turn) {
        if (mode == Mode.OPEN) {
            become(Mode.DRAINING);
            List<Assignment> waiting = List.copyOf(queue.values());
            queue.clear();
            waiting.forEach(assignment -> giveBack(assignment, Status.RETURNED, turn));
        }
    }

    /** Stops new work and ends waiting workers. */
    public void drain(ExitReason reason, Turn turn) {
        drain(turn);
        if (sendHome == null) {
            sendHome = reason;
        }
        sendWorkersHome(sendHome, turn);
    }

    /** Returns the running work, because the time is over. */
    public void giveBackRunning(Turn turn) {
        List<Assignment> unfinished = List.copyOf(running.values());
        running.clear();
        for (Assignment assignment : unfinished) {
            assignment.cancel();
            answers.giveBack(assignment, Status.RETURNED, turn);
        }
    }

    /** Ends all work at the end of the membership: cancels attempts, discards results and ends workers (B7). */
    public void end(ExitReason reason, Turn turn) {
        become(Mode.ENDED);
        sendHome = reason;
        running.values().forEach(assignment -> {
            assignment.cancel();
            assignment.drop();
        });
        queue.values().forEach(assignment -> turn.free(assignment.input()));
        running.clear();
        queue.clear();
        answers.end(turn);
        sendWorkersHome(reason, turn);
    }

    private void become(Mode next) {
        if (next.compareTo(mode) <= 0) {
            throw new IllegalStateException("work cannot go from " + mode + " to " + next);
        }
        mode = next;
    }

    private void sendWorkersHome(ExitReason reason, Turn turn) {
        while (!workers.isEmpty()) {
            turn.out().complete(workers.poll(), new Taken(null, reason));
        }
    }

    /** Whether handlers of the program answer requests. */
    public boolean isServed() {
        return serving;
    }

    private boolean isServing() {
        return serving && mode == Mode.OPEN;
    }

    /** Whether the program serves requests instead of computing by itself, also while it receives no new ones. */
    public boolean isAttending() {
        return serving && mode != Mode.ENDED;
    }

    /** Whether nothing is queued or running. */
    public boolean isIdle() {
        return queue.isEmpty() && running.isEmpty();
    }

    /** The number of requests delivered so far. */
    public long delivered() {
        return delivered;
    }

    /** Whether the given number of first requests are all answered. */
    public boolean answeredBefore(long count) {
        return firstOrder(running) >= count && firstOrder(queue) >= count;
    }

    private static long firstOrder(Map<Key, Assignment> assignments) {
        return assignments.isEmpty()
                ? Long.MAX_VALUE
                : assignments.values().iterator().next().order();
    }

    /** Whether nothing runs, the master has every result, and the socket has every answer. */
    public boolean isFinished() {
        return running.isEmpty() && answers.isEmpty();
    }

    public void onDeadline(Turn turn) {
        for (Assignment assignment : running.values()) {
            if (turn.now() >= assignment.deadlineNanos()) {
                assignment.cancel();
            }
        }
    }

    public long nextDeadlineNanos() {
        if (running.isEmpty()) {
            return Long.MAX_VALUE;
        }
        long next = Long.MAX_VALUE;
        for (Assignment assignment : running.values()) {
            if (!assignment.cancelled()) {
                next = Math.min(next, assignment.deadlineNanos());
            }
        }
        return next;
    }
}
