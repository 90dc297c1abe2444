package dev.comm.master.machine.work;

import dev.comm.api.Departure;
import dev.comm.api.Payload;
import dev.comm.api.protocol.Content;
import dev.comm.api.protocol.WorkCommand;
import dev.comm.core.machine.Failure;
import dev.comm.core.machine.Nanos;
import dev.comm.core.machine.Outbox;
import dev.comm.core.machine.Value;
import dev.comm.master.machine.membership.LivingNodes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The batches of tasks. This part handles calls of the program, results, losses of nodes, and timeouts. */
final class Tasks {
    private final WorkSettings settings;
    private final ServingNodes serving;
    private final Dispatcher dispatcher;
    private final RetryRules rules;
    private final ShortageWatch shortages;
    private final SlowTasks slow;
    private final LateResults late;
    private final Map<Integer, Batch> batches = new TreeMap<>();
    private final TreeSet<Attempt> timed;
    private final Set<NodeLoad> paused = new LinkedHashSet<>();
    private final LostWork lostWork;
    private long dropped;

    Tasks(WorkSettings settings, LivingNodes nodes, ServingNodes serving, TreeSet<Attempt> timed) {
        this.settings = settings;
        this.serving = serving;
        this.timed = timed;
        this.dispatcher = new Dispatcher(serving);
        this.slow = new SlowTasks(serving);
        this.late = new LateResults(serving, slow);
        this.rules = new RetryRules(dispatcher, settings);
        AbleNodes able = new AbleNodes(nodes, serving);
        this.shortages = new ShortageWatch(batches.values(), able, settings);
        this.lostWork = new LostWork(able);
    }

    void submit(int number, SubmitCall call, long now, Outbox out) {
        Batch batch = new Batch(number, call.spec());
        batches.put(number, batch);
        dispatcher.expect(batch.expected());
        shortages.look(batch, now, out);
        out.complete(call, new SubmitCall.Submitted(number, batch.wanted(settings, serving.slots())));
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
            dispatcher.expect(batch.unexpected());
            if (input.content().kind() == Content.Kind.FAILED) {
                dispatcher.expect(-1);
                rules.notWritten(task);
            } else {
                dispatcher.enqueue(task);
            }
        }
        dispatcher.spread(now, out);
        deliver(out);
        shortages.look(batch, now, out);
        out.complete(call, batch.wanted(settings, serving.slots()));
    }

    void endInputs(EndInputsCall call, Outbox out) {
        Batch batch = batches.get(call.batch());
        if (batch != null) {
            batch.endInputs();
            deliver(batch, out);
        }
        out.complete(call, null);
    }

    void next(NextCall call, Outbox out) {
        Batch batch = batches.get(call.batch());
        if (batch == null) {
            out.complete(call, new NextCall.Next(List.of(), 0, null, true));
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
        out.answer(call, () -> batch == null ? null : batch.counts());
    }

    void fractions(FractionsCall call, Outbox out) {
        Batch batch = batches.get(call.batch());
        out.answer(call, () -> batch == null ? new TreeMap<>() : batch.fractions());
    }

    void cancel(CancelCall call, long now, Outbox out) {
        Batch batch = batches.get(call.batch());
        if (batch == null) {
            out.complete(call, null);
            return;
        }
        dispatcher.remove(batch);
        batch.cancel();
        List<NodeLoad> touched = new ArrayList<>();
        for (Task task : batch.open()) {
            if (task.current() != null) {
                touched.add(task.current().worker());
                // Otherwise the timeout of the attempt would start a cancelled task again.
                untime(task.current());
            }
            rules.cancelled(task, out);
        }
        touched.forEach(load -> changedHands(load, now, out));
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
    void answered(NodeLoad load, WorkCommand.Result result, Payload payload, long now, Outbox out) {
        Attempt attempt = current(load, result.id(), result.attempt());
        if (attempt == null) {
            load.clear(result.id(), result.attempt(), now);
            dropped++;
            Value.free(payload, out);
        } else {
            untime(attempt);
            if (result.status() == WorkCommand.Status.DONE) {
                slow.done(attempt, now);
            }
            rules.answered(attempt, result.status(), new Value(result.content(), payload), now, out);
            if (load.pausedUntil() > now) {
                paused.add(load);
            }
        }
        deliver(out);
        recallIfStuck(load, now, out);
        dispatcher.feed(load, now, out);
        if (result.status() != WorkCommand.Status.DONE) {
            dispatcher.spread(now, out);
        }
        if (result.status() != WorkCommand.Status.DONE || attempt == null || load.isStuck()) {
            shortages.look(now, out);
        }
    }

    private Attempt current(NodeLoad load, long id, int number) {
        Batch batch = batches.get((int) (id >>> 32));
        Task task = batch == null ? null : batch.find((int) id);
        Attempt attempt = task == null ? null : task.current();
        return attempt != null && attempt.number() == number && attempt.worker() == load ? attempt : null;
    }

    boolean awaits(NodeLoad load, WorkCommand.Result result) {
        return current(load, result.id(), result.attempt()) != null;
    }

    void progress(NodeLoad load, WorkCommand.Progress progress) {
        Attempt attempt = current(load, progress.id(), progress.attempt());
        if (attempt != null) {
            attempt.progress(progress.fraction());
        }
    }

    /** Handles a change of the handlers or the state of a node. */
    void changed(NodeLoad load, long now, Outbox out) {
        serving.recount();
        serving.update(load, now);
        if (!load.node().isServing()) {
            // The node does not run the tasks that it holds before it serves again, so they are recalled.
            recall(load, load.held(), out);
        }
        dispatcher.feed(load, now, out);
        dispatcher.spread(now, out);
        for (Batch batch : new ArrayList<>(batches.values())) {
            deliver(batch, out);
        }
        shortages.look(now, out);
    }

    /**
     * Handles the departure of a node.
     *
     * @param load the node as a worker, or null if the node never served
     */
    void departed(NodeLoad load, Departure departure, long now, Outbox out) {
        shortages.departed(departure);
        if (load != null) {
            load.held().forEach(this::untime);
            paused.remove(load);
            dispatcher.forget(load);
            serving.remove(load);
            rules.lost(load, departure);
            dispatcher.spread(now, out);
            deliver(out);
        }
        shortages.look(now, out);
    }

    /** Returns the description of the tasks of a node that departs. It is used before {@link #departed}. */
    LostWork lostWork() {
        return lostWork;
    }

    /** Returns the log lines about tasks that run for long. */
    SlowTasks slow() {
        return slow;
    }

    /** Returns the questions to nodes about late results. */
    LateResults late() {
        return late;
    }

    void started(Attempt attempt, long now) {
        slow.started(attempt, now);
        late.started(attempt, now);
        long timeout = attempt.task().batch().spec().timeoutNanos();
        if (timeout >= 0 && attempt.task().current() == attempt) {
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
        late.onDeadline(now, out);
        boolean due = paused.removeIf(load -> load.pausedUntil() <= now && resume(load, now));
        while (!timed.isEmpty() && timed.first().deadlineNanos() <= now) {
            Attempt attempt = timed.pollFirst();
            rules.overdue(attempt, out);
            changedHands(attempt.worker(), now, out);
            due = true;
        }
        if (due) {
            dispatcher.spread(now, out);
            deliver(out);
            shortages.look(now, out);
        }
        List<Batch> hopeless = shortages.due(now, out);
        if (!hopeless.isEmpty()) {
            hopeless.forEach(batch -> {
                String reason = shortages.reason(batch, now);
                out.log(Outbox.Severity.WARN, reason);
                giveUp(batch, reason, out);
            });
            dispatcher.spread(now, out);
            shortages.look(now, out);
        }
    }

    /** Fails the waiting tasks of all batches. */
    void giveUp(String reason, long now, Outbox out) {
        List.copyOf(batches.values()).forEach(batch -> giveUp(batch, reason, out));
        shortages.look(now, out);
    }

    /** Fails the tasks that wait for a node, so that the batch ends (W2). */
    private void giveUp(Batch batch, String reason, Outbox out) {
        dispatcher.remove(batch);
        for (Task task : batch.open()) {
            if (task.current() == null) {
                rules.unserved(task, reason);
            }
        }
        batch.giveUp(reason);
        deliver(out);
        deliver(batch, out);
    }

    private boolean resume(NodeLoad load, long now) {
        serving.update(load, now);
        return true;
    }

    long nextDeadlineNanos() {
        long next = timed.isEmpty() ? Long.MAX_VALUE : timed.first().deadlineNanos();
        next = Math.min(next, Math.min(shortages.nextDeadlineNanos(), late.nextDeadlineNanos()));
        return paused.isEmpty() ? next : Math.min(next, firstResumeNanos());
    }

    private long firstResumeNanos() {
        long next = Long.MAX_VALUE;
        for (NodeLoad load : paused) {
            next = Math.min(next, load.pausedUntil());
        }
        return next;
    }

    /** Handles attempts of a worker that were abandoned. The worker may have free capacity now, or be stuck. */
    private void changedHands(NodeLoad load, long now, Outbox out) {
        recallIfStuck(load, now, out);
        serving.update(load, now);
    }

    /** Recalls the unstarted attempts of a worker if all its slots run abandoned attempts. */
    private static void recallIfStuck(NodeLoad load, long now, Outbox out) {
        if (load.isStuck()) {
            recall(load, load.unstarted(), out);
        }
    }

    private static void recall(NodeLoad load, List<Attempt> attempts, Outbox out) {
        for (Attempt attempt : attempts) {
            if (!attempt.isRecalled()) {
                attempt.recall();
                out.send(
                        load.node().endpoint(),
                        new WorkCommand.Cancel(attempt.task().id(), attempt.number()));
            }
        }
    }

    private void deliver(Outbox out) {
        rules.changed().forEach(batch -> deliver(batch, out));
    }

    private void deliver(Batch batch, Outbox out) {
        NextCall call = batch.waiting();
        if (call == null) {
            return;
        }
        List<TaskEnd> ends = batch.take(call.limit());
        int wanted = batch.wanted(settings, serving.slots());
        if (ends.isEmpty() && wanted == 0 && !batch.isOver()) {
            return;
        }
        batch.await(null);
        if (batch.isOver()) {
            batches.remove(batch.number());
        }
        out.complete(call, new NextCall.Next(ends, wanted, batch.counts(), batch.isOver()));
    }

    /** Returns the number of dropped results, which arrived too late or from an abandoned attempt (T1). */
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
        slow.close();
        late.close();
        paused.clear();
        shortages.close();
    }
}
