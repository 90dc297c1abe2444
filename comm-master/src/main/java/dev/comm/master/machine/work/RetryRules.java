package dev.comm.master.machine.work;

import dev.comm.api.Departure;
import dev.comm.api.protocol.WorkCommand;
import dev.comm.core.machine.Nanos;
import dev.comm.core.machine.Outbox;
import dev.comm.core.machine.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The rules T1 and T2, which decide how a task continues after the end of an attempt. Charged losses and handler
 * failures have separate budgets. A planned leave costs the task nothing.
 */
final class RetryRules {
    private final Dispatcher dispatcher;
    private final WorkSettings settings;
    private final Set<Batch> changed = new LinkedHashSet<>();

    RetryRules(Dispatcher dispatcher, WorkSettings settings) {
        this.dispatcher = dispatcher;
        this.settings = settings;
    }

    /** Handles the answer of a node to an attempt that its task waits for. */
    void answered(Attempt attempt, WorkCommand.Status status, Value value, long now, Outbox out) {
        Task task = attempt.task();
        NodeLoad load = attempt.worker();
        close(attempt);
        load.release(attempt, now);
        switch (status) {
            case DONE -> end(attempt, TaskEnd.Kind.DONE, value);
            case FAILED -> failed(attempt, "the handler failed", value, out);
            case CANCELLED -> cancelledByNode(attempt, out);
            case RETURNED -> {
                if (attempt.askedNanos() > 0 && !attempt.isRecalled() && load.isWilling(now)) {
                    lostOnTheWay(attempt, out);
                    return;
                }
                if (!attempt.isRecalled()) {
                    task.note(attempt, "given back");
                    load.pause(Nanos.after(now, settings.pauseNanos()));
                }
                dispatcher.requeue(task);
            }
            case UNKNOWN -> {
                task.note(
                        attempt,
                        "the node has no handler '" + task.batch().spec().handler() + "'");
                load.refuses(task.batch().spec().handler());
                dispatcher.requeue(task);
            }
        }
    }

    /**
     * Queues a task again, because a frame to or from a living node was lost. Each such loss is charged, so that a
     * batch ends even if every result is dropped.
     */
    private void lostOnTheWay(Attempt attempt, Outbox out) {
        Task task = attempt.task();
        int rank = attempt.worker().node().rank();
        out.log(
                Outbox.Severity.WARN,
                "use TLS, or look for the device that drops frames between the master and rank " + rank + ": task "
                        + task.index() + " of '" + task.batch().spec().handler()
                        + "' or its result was lost on the way; it is given again");
        task.note(attempt, "lost on the way between the master and this node");
        if (task.charge() >= task.batch().spec().attempts()) {
            end(attempt, TaskEnd.Kind.LOST, Value.NONE);
        } else {
            dispatcher.requeue(task);
        }
    }

    private void cancelledByNode(Attempt attempt, Outbox out) {
        if (attempt.isRecalled()) {
            dispatcher.requeue(attempt.task());
        } else {
            failed(attempt, "cancelled by the node, for example at its timeout", Value.NONE, out);
        }
    }

    /** Gives up an attempt at a node that did not answer within the timeout. */
    void overdue(Attempt attempt, Outbox out) {
        BatchSpec spec = attempt.task().batch().spec();
        out.log(
                Outbox.Severity.WARN,
                "let handler '" + spec.handler() + "' end when its thread is interrupted: task "
                        + attempt.task().index() + " still runs on rank "
                        + attempt.worker().node().rank() + ", " + Nanos.text(settings.graceNanos())
                        + " after its timeout of " + Nanos.text(spec.timeoutNanos()));
        abandon(attempt, out);
        failed(attempt, "no answer within the timeout", Value.NONE, out);
    }

    /** Cancels a task. */
    void cancelled(Task task, Outbox out) {
        Attempt attempt = task.current();
        if (attempt != null) {
            abandon(attempt, out);
        }
        task.batch()
                .end(
                        task,
                        new TaskEnd(
                                task.index(), TaskEnd.Kind.CANCELLED, Value.NONE, task.attempts(), -1, task.history()));
        changed.add(task.batch());
    }

    /** Fails a waiting task that no living node can take (W2). */
    void unserved(Task task, String reason) {
        List<String> history = new ArrayList<>(task.history());
        history.add(reason);
        task.batch()
                .end(task, new TaskEnd(task.index(), TaskEnd.Kind.UNSERVED, Value.NONE, task.attempts(), -1, history));
        changed.add(task.batch());
    }

    /** Fails a task with an input that could not be written. The input value contains the error. */
    void notWritten(Task task) {
        task.batch().end(task, new TaskEnd(task.index(), TaskEnd.Kind.NOT_WRITTEN, task.input(), 0, -1, List.of()));
        changed.add(task.batch());
    }

    /** Handles the loss of a worker with all its attempts. */
    void lost(NodeLoad load, Departure departure) {
        List<Attempt> held = load.held();
        boolean alone = load.isAlone();
        if (departure.cause().isPlanned()) {
            goBack(held, departure);
            return;
        }
        for (Attempt attempt : held) {
            close(attempt);
            attempt.task().batch().lost();
            attempt.task().note(attempt, reason(departure));
            lose(attempt, alone);
        }
    }

    /** Requeues attempts without a charge, in the order of their assignment. */
    private void goBack(List<Attempt> held, Departure departure) {
        for (int i = held.size() - 1; i >= 0; i--) {
            Attempt attempt = held.get(i);
            close(attempt);
            attempt.task().note(attempt, reason(departure));
            dispatcher.requeue(attempt.task());
        }
    }

    private void lose(Attempt attempt, boolean alone) {
        Task task = attempt.task();
        if (alone && task.isSuspect() && task.charge() >= task.batch().spec().attempts()) {
            end(attempt, TaskEnd.Kind.LOST, Value.NONE);
            return;
        }
        task.suspected(true);
        dispatcher.requeue(task);
    }

    private void failed(Attempt attempt, String what, Value error, Outbox out) {
        Task task = attempt.task();
        task.note(attempt, what);
        if (task.fail() > task.batch().spec().retries()) {
            end(attempt, TaskEnd.Kind.FAILED, error);
            return;
        }
        Value.free(error.payload(), out);
        task.suspected(false);
        dispatcher.requeueLast(task);
    }

    private void end(Attempt attempt, TaskEnd.Kind kind, Value value) {
        Task task = attempt.task();
        int rank = attempt.worker().node().rank();
        task.batch().end(task, new TaskEnd(task.index(), kind, value, task.attempts(), rank, task.history()));
        changed.add(task.batch());
    }

    /** Detaches an attempt from its task and cancels it at the node. */
    private static void abandon(Attempt attempt, Outbox out) {
        NodeLoad load = attempt.worker();
        close(attempt);
        load.abandon(attempt);
        out.send(load.node().endpoint(), new WorkCommand.Cancel(attempt.task().id(), attempt.number()));
    }

    private static void close(Attempt attempt) {
        attempt.task().over();
        attempt.task().batch().back();
    }

    private static String reason(Departure departure) {
        return departure.cause() + (departure.detail().isEmpty() ? "" : ", " + departure.detail());
    }

    /** Returns the batches with new outcomes since the last call. */
    List<Batch> changed() {
        if (changed.isEmpty()) {
            return List.of();
        }
        List<Batch> result = new ArrayList<>(changed);
        changed.clear();
        return result;
    }
}
