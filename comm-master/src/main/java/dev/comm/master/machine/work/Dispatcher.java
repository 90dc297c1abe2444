package dev.comm.master.machine.work;

import dev.comm.api.protocol.WorkCommand;
import dev.comm.core.machine.Outbox;
import dev.comm.core.machine.Value;
import java.util.List;
import java.util.TreeSet;

/**
 * Assigns tasks to workers: batches by priority, then in the order of submission.
 *
 * <p>A suspect task goes to an empty worker, which then receives nothing else (T2). A batch with suspects reserves one
 * worker, so that they do not wait forever; this worker takes only work of batches with precedence.
 */
final class Dispatcher {
    private final Crew crew;
    private final TreeSet<Batch> waiting = new TreeSet<>();
    private long backlog;
    private boolean freed;

    Dispatcher(Crew crew) {
        this.crew = crew;
    }

    /** Adds to the number of future tasks; prefetching ends when few are left. */
    void expect(int change) {
        backlog += change;
    }

    /** Queues a new task. */
    void enqueue(Task task) {
        task.batch().ready().addLast(task);
        waiting.add(task.batch());
    }

    /** Queues a returned task before others; a suspect task goes behind the other suspects. */
    void requeue(Task task) {
        if (task.isSuspect()) {
            task.batch().suspects().addLast(task);
        } else {
            task.batch().ready().addFirst(task);
            backlog++;
        }
        waiting.add(task.batch());
    }

    /** Queues a task for a retry behind all others of its batch, after its handler failed. */
    void requeueLast(Task task) {
        task.batch().ready().addLast(task);
        backlog++;
        waiting.add(task.batch());
    }

    /** Stops assigning tasks of a batch. */
    void remove(Batch batch) {
        backlog -= batch.ready().size() + batch.unoffered();
        batch.ready().clear();
        batch.suspects().clear();
        waiting.remove(batch);
        unreserve(batch);
    }

    /** Assigns tasks to one worker, up to its capacity, after a result. */
    void feed(Worker worker, long now, Outbox out) {
        if (worker.reservation() != null) {
            keepReservation(worker.reservation(), now);
        }
        while (worker.isAble(now) && feedOne(worker, now, out)) {
            crew.update(worker, now);
        }
        crew.update(worker, now);
        if (freed) {
            spread(now, out);
        }
    }

    /** Assigns tasks to all workers, up to their capacity. */
    void spread(long now, Outbox out) {
        do {
            freed = false;
            for (Batch batch : List.copyOf(waiting)) {
                placeSuspects(batch, now, out);
                placeReady(batch, now, out);
            }
        } while (freed);
    }

    private boolean feedOne(Worker worker, long now, Outbox out) {
        boolean room = hasRoom(worker);
        if (!room && !worker.isEmpty()) {
            return false;
        }
        for (Batch batch : waiting) {
            if (!batch.suspects().isEmpty() && worker.isEmpty() && suits(worker, batch, now)) {
                give(batch.suspects().poll(), worker, now, out);
                return false;
            }
            if (worker.reservation() == batch) {
                return false;
            }
            if (room && !batch.ready().isEmpty() && fits(worker, batch, now)) {
                give(batch.ready().poll(), worker, now, out);
                return true;
            }
        }
        return false;
    }

    private void placeSuspects(Batch batch, long now, Outbox out) {
        if (batch.suspects().isEmpty()) {
            return;
        }
        for (Worker worker : crew.roomy()) {
            boolean free = worker.isEmpty() && worker.isAble(now);
            if (free && !batch.suspects().isEmpty() && suits(worker, batch, now)) {
                give(batch.suspects().poll(), worker, now, out);
                crew.update(worker, now);
            }
        }
        keepReservation(batch, now);
    }

    private void placeReady(Batch batch, long now, Outbox out) {
        while (!batch.ready().isEmpty()) {
            Worker worker = leastLoaded(batch, now);
            if (worker == null) {
                return;
            }
            give(batch.ready().poll(), worker, now, out);
            crew.update(worker, now);
        }
    }

    private Worker leastLoaded(Batch batch, long now) {
        for (Worker worker : crew.roomyNow()) {
            if (!hasRoom(worker)) {
                return null;
            }
            boolean kept = worker.reservation() != null && worker.reservation().compareTo(batch) <= 0;
            if (!kept && worker.isAble(now) && fits(worker, batch, now)) {
                return worker;
            }
        }
        return null;
    }

    private void give(Task task, Worker worker, long now, Outbox out) {
        Batch batch = task.batch();
        backlog -= task.isSuspect() ? 0 : 1;
        Attempt attempt = task.begin(worker);
        batch.given();
        worker.hold(attempt, now);
        if (batch.suspects().isEmpty()) {
            unreserve(batch);
        }
        if (!batch.hasWork()) {
            waiting.remove(batch);
        }
        BatchSpec spec = batch.spec();
        Value input = task.input();
        out.send(
                worker.node().endpoint(),
                new WorkCommand.Request(
                        task.id(), attempt.number(), spec.handler(), true, spec.timeoutNanos(), input.content()),
                input.payload(),
                null);
    }

    private boolean hasRoom(Worker worker) {
        return worker.load() < crew.allowance(worker, backlog);
    }

    private boolean fits(Worker worker, Batch batch, long now) {
        return worker.fits(batch.spec(), now);
    }

    private boolean suits(Worker worker, Batch batch, long now) {
        return worker.suits(batch.spec(), now);
    }

    /** Reserves a worker for the batch's suspects while there are some that it may run. */
    private void keepReservation(Batch batch, long now) {
        Worker reserved = batch.reserved();
        if (batch.suspects().isEmpty()) {
            unreserve(batch);
        } else if (reserved == null || !suits(reserved, batch, now) || !reserved.isWilling(now)) {
            unreserve(batch);
            reserve(batch, leastHolding(batch, now));
        }
    }

    private Worker leastHolding(Batch batch, long now) {
        Worker best = null;
        for (Worker worker : crew.all()) {
            boolean possible = worker.reservation() == null && worker.isAble(now) && suits(worker, batch, now);
            if (possible && (best == null || worker.load() < best.load())) {
                best = worker;
            }
        }
        return best;
    }

    private static void reserve(Batch batch, Worker worker) {
        if (worker != null) {
            batch.reserve(worker);
            worker.reserve(batch);
        }
    }

    private void unreserve(Batch batch) {
        if (batch.reserved() != null) {
            batch.reserved().reserve(null);
            batch.reserve(null);
            freed = true;
        }
    }

    /** Removes a worker. */
    void forget(Worker worker) {
        if (worker.reservation() != null) {
            unreserve(worker.reservation());
        }
    }
}
