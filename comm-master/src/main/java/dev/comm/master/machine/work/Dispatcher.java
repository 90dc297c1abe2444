package dev.comm.master.machine.work;

import dev.comm.api.protocol.WorkCommand;
import dev.comm.core.machine.Outbox;
import dev.comm.core.machine.Value;
import java.util.List;
import java.util.TreeSet;

/**
 * The assignment of tasks to workers. Batches take turns by priority, then in the order of submission.
 *
 * <p>A suspect task goes to an empty worker, which receives no other task while it runs the suspect one (T2). A batch
 * with suspect tasks reserves one worker, so that these tasks do not wait forever. The reserved worker takes other work
 * only from batches with precedence.
 */
final class Dispatcher {
    /** The input size above which a request may be overtaken by a small frame. */
    private static final int LARGE_BYTES = 1_024;

    private final ServingNodes serving;
    private final TreeSet<Batch> waiting = new TreeSet<>();
    private long backlog;
    private boolean freed;

    Dispatcher(ServingNodes serving) {
        this.serving = serving;
    }

    /** Changes the number of future tasks. When few tasks are left, workers receive fewer tasks in advance. */
    void expect(int change) {
        backlog += change;
    }

    /** Queues a new task. */
    void enqueue(Task task) {
        task.batch().ready().addLast(task);
        waiting.add(task.batch());
    }

    /** Queues a returned task before the other tasks. A suspect task goes behind the other suspect tasks. */
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

    /** Assigns tasks to one worker after a result, up to the capacity of the worker. */
    void feed(NodeLoad load, long now, Outbox out) {
        if (load.reservation() != null) {
            keepReservation(load.reservation(), now);
        }
        while (load.isAble(now) && feedOne(load, now, out)) {
            serving.update(load, now);
        }
        serving.update(load, now);
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

    private boolean feedOne(NodeLoad load, long now, Outbox out) {
        boolean room = hasRoom(load);
        if (!room && !load.isEmpty()) {
            return false;
        }
        for (Batch batch : waiting) {
            if (!batch.suspects().isEmpty() && load.isEmpty() && suits(load, batch, now)) {
                give(batch.suspects().poll(), load, now, out);
                return false;
            }
            if (load.reservation() == batch) {
                return false;
            }
            if (room && !batch.ready().isEmpty() && fits(load, batch, now)) {
                give(batch.ready().poll(), load, now, out);
                return true;
            }
        }
        return false;
    }

    private void placeSuspects(Batch batch, long now, Outbox out) {
        if (batch.suspects().isEmpty()) {
            return;
        }
        for (NodeLoad load : serving.roomy()) {
            boolean free = load.isEmpty() && load.isAble(now);
            if (free && !batch.suspects().isEmpty() && suits(load, batch, now)) {
                give(batch.suspects().poll(), load, now, out);
                serving.update(load, now);
            }
        }
        keepReservation(batch, now);
    }

    private void placeReady(Batch batch, long now, Outbox out) {
        while (!batch.ready().isEmpty()) {
            NodeLoad load = leastLoaded(batch, now);
            if (load == null) {
                return;
            }
            give(batch.ready().poll(), load, now, out);
            serving.update(load, now);
        }
    }

    private NodeLoad leastLoaded(Batch batch, long now) {
        for (NodeLoad load : serving.roomyNow()) {
            if (!hasRoom(load)) {
                return null;
            }
            boolean kept = load.reservation() != null && load.reservation().compareTo(batch) <= 0;
            if (!kept && load.isAble(now) && fits(load, batch, now)) {
                return load;
            }
        }
        return null;
    }

    private void give(Task task, NodeLoad load, long now, Outbox out) {
        Batch batch = task.batch();
        backlog -= task.isSuspect() ? 0 : 1;
        Attempt attempt = task.begin(load);
        batch.given();
        load.hold(attempt, now);
        if (batch.suspects().isEmpty()) {
            unreserve(batch);
        }
        if (!batch.hasWork()) {
            waiting.remove(batch);
        }
        BatchSpec spec = batch.spec();
        Value input = load.node().facts().readable(task.input());
        boolean isLarge = input.payload() != null && input.payload().length() > LARGE_BYTES;
        attempt.sent(!isLarge);
        out.send(
                load.node().endpoint(),
                new WorkCommand.Request(
                        task.id(), attempt.number(), spec.handler(), true, spec.timeoutNanos(), input.content()),
                input.payload(),
                isLarge ? attempt : null);
    }

    private boolean hasRoom(NodeLoad load) {
        return load.load() < serving.allowance(load, backlog);
    }

    private boolean fits(NodeLoad load, Batch batch, long now) {
        return load.fits(batch.spec(), now);
    }

    private boolean suits(NodeLoad load, Batch batch, long now) {
        return load.suits(batch.spec(), now);
    }

    /**
     * Keeps a worker reserved for the suspect tasks of a batch, as long as the batch has any. Replaces a worker that
     * cannot run them.
     */
    private void keepReservation(Batch batch, long now) {
        NodeLoad reserved = batch.reserved();
        if (batch.suspects().isEmpty()) {
            unreserve(batch);
        } else if (reserved == null || !suits(reserved, batch, now) || !reserved.isWilling(now)) {
            unreserve(batch);
            reserve(batch, leastHolding(batch, now));
        }
    }

    private NodeLoad leastHolding(Batch batch, long now) {
        NodeLoad best = null;
        for (NodeLoad load : serving.all()) {
            boolean possible = load.reservation() == null && load.isAble(now) && suits(load, batch, now);
            if (possible && (best == null || load.load() < best.load())) {
                best = load;
            }
        }
        return best;
    }

    private static void reserve(Batch batch, NodeLoad load) {
        if (load != null) {
            batch.reserve(load);
            load.reserve(batch);
        }
    }

    private void unreserve(Batch batch) {
        if (batch.reserved() != null) {
            batch.reserved().reserve(null);
            batch.reserve(null);
            freed = true;
        }
    }

    /** Removes the reservation of a worker that is gone. */
    void forget(NodeLoad load) {
        if (load.reservation() != null) {
            unreserve(load.reservation());
        }
    }
}
