package dev.comm.master.machine.work;

import dev.comm.api.Departure;
import dev.comm.api.Payload;
import dev.comm.api.protocol.Content;
import dev.comm.api.protocol.WorkCommand;
import dev.comm.api.work.TaskCounts;
import dev.comm.core.machine.Failure;
import dev.comm.core.machine.Nanos;
import dev.comm.core.machine.Outbox;
import dev.comm.core.machine.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The batches of tasks: handles calls of the program, results and losses of nodes, and timeouts. */
final class Tasks {
    private final WorkSettings settings;
    private final Crew crew;
    private final Dispatcher dispatcher;
    private final Ledger ledger;
    private final Map<Integer, Batch> batches = new TreeMap<>();
    private final TreeSet<Attempt> timed;
    private final Set<Worker> paused = new LinkedHashSet<>();
    private long dropped;

    Tasks(WorkSettings settings, Crew crew, TreeSet<Attempt> timed) {
        this.settings = settings;
        this.crew = crew;
        this.timed = timed;
        this.dispatcher = new Dispatcher(crew);
        this.ledger = new Ledger(dispatcher, settings);
    }

    void submit(int number, SubmitCall call, Outbox out) {
        Batch batch = new Batch(number, call.spec());
        batches.put(number, batch);
        dispatcher.expect(call.spec().total());
        out.complete(call, new SubmitCall.Submitted(number, batch.wanted(settings, crew.slots())));
    }

    void offer(OfferCall call, long now, Outbox out) {
        Batch batch = batches.get(call.batch());
        if (batch == null) {
            out.complete(call, 0);
            return;
        }
        for (Value input : call.inputs()) {
            Task task = batch.offer(input);
            if (task == null) {
                break;
            }
            if (input.content().kind() == Content.Kind.FAILED) {
                dispatcher.expect(-1);
                ledger.notWritten(task);
            } else {
                dispatcher.enqueue(task);
            }
        }
        dispatcher.spread(now, out);
        deliver(out);
        out.complete(call, batch.wanted(settings, crew.slots()));
    }

    void next(NextCall call, Outbox out) {
        Batch batch = batches.get(call.batch());
        if (batch == null) {
            TaskCounts none = new TaskCounts(0, 0, 0, 0, 0, 0);
            out.complete(call, new NextCall.Next(List.of(), 0, none, true));
        } else if (batch.waiting() != null) {
            out.fail(
                    call,
                    new Failure(
                            Failure.Kind.ILLEGAL_STATE,
                            "iterate in one thread: another thread already waits for tasks of this run"));
        } else {
            batch.await(call);
            deliver(batch, out);
        }
    }

    void counts(CountsCall call, Outbox out) {
        Batch batch = batches.get(call.batch());
        out.complete(call, batch == null ? null : batch.counts());
    }

    void fractions(FractionsCall call, Outbox out) {
        Batch batch = batches.get(call.batch());
        out.complete(call, batch == null ? new TreeMap<>() : batch.fractions());
    }

    void cancel(CancelCall call, long now, Outbox out) {
        Batch batch = batches.get(call.batch());
        if (batch == null) {
            out.complete(call, null);
            return;
        }
        dispatcher.remove(batch);
        batch.cancel();
        List<Worker> touched = new ArrayList<>();
        for (Task task : batch.open()) {
            if (task.current() != null) {
                touched.add(task.current().worker());
                // Otherwise its timeout would start a cancelled task again.
                untime(task.current());
            }
            ledger.cancelled(task, out);
        }
        touched.forEach(worker -> changedHands(worker, now, out));
        deliver(out);
        deliver(batch, out);
        if (call.forgets()) {
            forget(batch, out);
        }
        dispatcher.spread(now, out);
        out.complete(call, batch.counts());
    }

    private void forget(Batch batch, Outbox out) {
        batches.remove(batch.number());
        if (batch.waiting() != null) {
            out.complete(batch.waiting(), new NextCall.Next(List.of(), 0, batch.counts(), true));
            batch.await(null);
        }
        for (TaskEnd end : batch.discard()) {
            Value.free(end.value().payload(), out);
        }
    }

    /** Handles a result and assigns the node its next tasks. */
    void answered(Worker worker, WorkCommand.Result result, Payload payload, long now, Outbox out) {
        Attempt attempt = current(worker, result.id(), result.attempt());
        if (attempt == null) {
            worker.clear(result.id(), result.attempt(), now);
            dropped++;
            Value.free(payload, out);
        } else {
            untime(attempt);
            ledger.answered(attempt, result.status(), new Value(result.content(), payload), now, out);
            if (worker.pausedUntil() > now) {
                paused.add(worker);
            }
        }
        deliver(out);
        recallIfStuck(worker, now, out);
        dispatcher.feed(worker, now, out);
        if (result.status() != WorkCommand.Status.DONE) {
            dispatcher.spread(now, out);
        }
    }

    private Attempt current(Worker worker, long id, int number) {
        Batch batch = batches.get((int) (id >>> 32));
        Task task = batch == null ? null : batch.find((int) id);
        Attempt attempt = task == null ? null : task.current();
        return attempt != null && attempt.number() == number && attempt.worker() == worker ? attempt : null;
    }

    void progress(Worker worker, WorkCommand.Progress progress) {
        Attempt attempt = current(worker, progress.id(), progress.attempt());
        if (attempt != null) {
            attempt.progress(progress.fraction());
        }
    }

    /** Handles a change of the handlers or the state of a node. */
    void changed(Worker worker, long now, Outbox out) {
        crew.recount();
        crew.update(worker, now);
        dispatcher.feed(worker, now, out);
        dispatcher.spread(now, out);
        for (Batch batch : new ArrayList<>(batches.values())) {
            deliver(batch, out);
        }
    }

    void departed(Worker worker, Departure departure, long now, Outbox out) {
        worker.held().forEach(this::untime);
        paused.remove(worker);
        dispatcher.forget(worker);
        crew.remove(worker);
        ledger.lost(worker, departure, out);
        dispatcher.spread(now, out);
        deliver(out);
    }

    void started(Attempt attempt, long now) {
        long timeout = attempt.task().batch().spec().timeoutNanos();
        if (timeout >= 0) {
            attempt.due(Nanos.after(Nanos.after(now, timeout), settings.graceNanos()));
            timed.add(attempt);
        }
    }

    private void untime(Attempt attempt) {
        if (attempt.deadlineNanos() != Long.MAX_VALUE) {
            timed.remove(attempt);
        }
    }

    void onDeadline(long now, Outbox out) {
        boolean due = paused.removeIf(worker -> worker.pausedUntil() <= now && resume(worker, now));
        while (!timed.isEmpty() && timed.first().deadlineNanos() <= now) {
            Attempt attempt = timed.pollFirst();
            ledger.overdue(attempt, out);
            changedHands(attempt.worker(), now, out);
            due = true;
        }
        if (due) {
            dispatcher.spread(now, out);
            deliver(out);
        }
    }

    private boolean resume(Worker worker, long now) {
        crew.update(worker, now);
        return true;
    }

    long nextDeadlineNanos() {
        long next = timed.isEmpty() ? Long.MAX_VALUE : timed.first().deadlineNanos();
        return paused.isEmpty() ? next : Math.min(next, firstResumeNanos());
    }

    private long firstResumeNanos() {
        long next = Long.MAX_VALUE;
        for (Worker worker : paused) {
            next = Math.min(next, worker.pausedUntil());
        }
        return next;
    }

    /** Handles abandoned attempts of a worker, which may be free now, or stuck. */
    private void changedHands(Worker worker, long now, Outbox out) {
        recallIfStuck(worker, now, out);
        crew.update(worker, now);
    }

    /** Recalls the unstarted attempts of a worker whose slots all run abandoned attempts. */
    private static void recallIfStuck(Worker worker, long now, Outbox out) {
        if (!worker.isStuck()) {
            return;
        }
        for (Attempt attempt : worker.unstarted()) {
            attempt.recall();
            out.send(
                    worker.node().endpoint(),
                    new WorkCommand.Cancel(attempt.task().id(), attempt.number()));
        }
    }

    private void deliver(Outbox out) {
        ledger.changed().forEach(batch -> deliver(batch, out));
    }

    private void deliver(Batch batch, Outbox out) {
        NextCall call = batch.waiting();
        if (call == null) {
            return;
        }
        List<TaskEnd> ends = batch.take(call.limit());
        int wanted = batch.wanted(settings, crew.slots());
        if (ends.isEmpty() && wanted == 0 && !batch.isOver()) {
            return;
        }
        batch.await(null);
        if (batch.isOver()) {
            batches.remove(batch.number());
        }
        out.complete(call, new NextCall.Next(ends, wanted, batch.counts(), batch.isOver()));
    }

    /** The number of dropped results, which came too late or from an abandoned attempt (T1). */
    long dropped() {
        return dropped;
    }

    void close(Failure failure, Outbox out) {
        for (Batch batch : batches.values()) {
            if (batch.waiting() != null) {
                out.fail(batch.waiting(), failure);
            }
        }
        batches.clear();
        timed.clear();
        paused.clear();
    }
}
