package dev.comm.master.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.Cause;
import dev.comm.api.protocol.WorkCommand.Cancel;
import dev.comm.api.protocol.WorkCommand.Request;
import dev.comm.api.protocol.WorkCommand.ResultAck;
import dev.comm.api.protocol.WorkCommand.Status;
import dev.comm.core.machine.Nanos;
import dev.comm.core.machine.Value;
import dev.comm.master.machine.membership.Node;
import dev.comm.master.machine.work.BatchSpec;
import dev.comm.master.machine.work.CancelCall;
import dev.comm.master.machine.work.EndInputsCall;
import dev.comm.master.machine.work.OfferCall;
import dev.comm.master.machine.work.SubmitCall;
import dev.comm.master.machine.work.TaskEnd;
import dev.comm.master.machine.work.WorkSettings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A random schedule from a seed. Nodes crash, leave, freeze, answer late or twice and return tasks, and batches have
 * poison tasks. Each poison task kills the node that begins it. Nodes crash without one only if the seed allows
 * accidents.
 */
final class WorkModel {
    private final Random random;
    private final WorkScript script;
    private final Map<Integer, ModelNode> nodes = new TreeMap<>();
    private final Map<Integer, ModelBatch> batches = new TreeMap<>();
    private final boolean accidents;
    private int nextRank = 1;
    private int losses;

    /** A node with its open requests, in order. */
    private static final class ModelNode {
        private final Node node;
        private final List<Request> queue = new ArrayList<>();
        private final List<Request> answered = new ArrayList<>();
        private long pausedUntil;

        ModelNode(Node node) {
            this.node = node;
        }
    }

    /** The known facts of a batch: the poison tasks, the end of each task, and the tasks that may be suspected. */
    private static final class ModelBatch {
        private final BatchSpec spec;
        private final Set<Integer> poison = new TreeSet<>();
        private final Map<Integer, TaskEnd> ends = new TreeMap<>();
        private final Map<Integer, Integer> failures = new TreeMap<>();
        private final Map<Integer, Request> latest = new TreeMap<>();
        private final Map<Integer, Integer> answered = new TreeMap<>();
        private final Set<Integer> suspects = new TreeSet<>();
        private int total;
        private int offered;
        private boolean cancelled;

        ModelBatch(BatchSpec spec, int total) {
            this.spec = spec;
            this.total = total;
        }

        /** Records the cancellation. Without a total, the inputs that remain are no tasks. */
        void cancel() {
            total = spec.total() == BatchSpec.UNKNOWN ? offered : total;
            cancelled = true;
        }
    }

    WorkModel(long seed) {
        random = new Random(seed);
        accidents = random.nextBoolean();
        script = new WorkScript(new WorkSettings(
                1 + random.nextInt(6), 1000, 1000, 1 + random.nextInt(30), 1 << 20, Nanos.NEVER, Nanos.NEVER));
    }

    int losses() {
        return losses;
    }

    void run() {
        int batchCount = 1 + random.nextInt(3);
        for (int i = 0; i < batchCount; i++) {
            submit();
        }
        for (int step = 0; step < 150; step++) {
            event();
            observe();
        }
        finish();
        batches.values().forEach(this::check);
    }

    private void submit() {
        int total = random.nextInt(25);
        BatchSpec spec = new BatchSpec(
                random.nextInt(4) == 0 ? "rare" : "work",
                random.nextBoolean() ? total : BatchSpec.UNKNOWN,
                -1,
                -1,
                random.nextInt(2),
                1 + random.nextInt(3),
                random.nextInt(3),
                -1,
                "",
                -1,
                0);
        int number = script.submit(new SubmitCall(spec)).completion().result().batch();
        ModelBatch batch = new ModelBatch(spec, total);
        for (int i = 0; i < total; i++) {
            if (random.nextInt(30) == 0) {
                batch.poison.add(i);
            }
        }
        batches.put(number, batch);
        offer(number, batch);
    }

    private void offer(int number, ModelBatch batch) {
        if (batch.cancelled) {
            return;
        }
        int count = Math.min(batch.total - batch.offered, 1 + random.nextInt(30));
        batch.offered += count;
        script.submit(new OfferCall(number, Collections.nCopies(count, Value.NULL)));
        if (batch.offered == batch.total) {
            script.submit(new EndInputsCall(number));
        }
    }

    private void event() {
        script.now++;
        int dice = random.nextInt(100);
        if (dice < 12 || nodes.isEmpty()) {
            join();
        } else if (dice < 62) {
            answer(any());
        } else if (dice < 66) {
            crash(any());
        } else if (dice < 69) {
            leave(any(), random.nextBoolean() ? Cause.LEFT : Cause.EXPIRED);
        } else if (dice < 75) {
            ModelNode node = any();
            script.suspect(node.node, !node.node.isSuspect());
        } else if (dice < 76) {
            script.drain(any().node);
        } else if (dice < 77 && accidents) {
            departAll();
        } else if (dice < 82) {
            answerAgain(any());
        } else if (dice < 84) {
            cancel();
        } else if (dice < 92) {
            batches.forEach(this::offer);
        } else {
            script.advance(random.nextInt(1500));
        }
    }

    private ModelNode any() {
        List<ModelNode> all = new ArrayList<>(nodes.values());
        return all.get(random.nextInt(all.size()));
    }

    private void join() {
        if (nodes.size() > 6) {
            return;
        }
        Node node = script.join(nextRank, 1 + random.nextInt(3));
        nodes.put(nextRank++, new ModelNode(node));
        if (random.nextInt(3) == 0) {
            script.serve(node, "work", "rare");
        } else {
            script.serve(node, "work");
        }
    }

    private void crash(ModelNode node) {
        if (accidents) {
            depart(node, Cause.CLOSED);
        }
    }

    private void leave(ModelNode node, Cause cause) {
        depart(node, cause);
    }

    private void depart(ModelNode node, Cause cause) {
        takeIn();
        forget(node, cause);
        script.depart(node.node, cause);
    }

    /** Lets all nodes depart at once, in one view. */
    private void departAll() {
        takeIn();
        List<ModelNode> rack = new ArrayList<>(nodes.values());
        rack.forEach(node -> forget(node, Cause.SILENT));
        script.depart(rack.stream().map(node -> node.node).toList(), Cause.SILENT);
    }

    private void forget(ModelNode node, Cause cause) {
        if (!cause.isPlanned()) {
            losses += node.queue.isEmpty() ? 0 : 1;
            node.queue.stream()
                    .filter(this::isLive)
                    .forEach(request -> batch(request).suspects.add(index(request)));
        }
        nodes.remove(node.node.rank());
    }

    /** Answers one of the first requests, up to the number of slots. A poison task among them kills the node. */
    private void answer(ModelNode node) {
        takeIn();
        int slots = node.node.facts().slots();
        for (int i = 0; i < Math.min(slots, node.queue.size()); i++) {
            Request begun = node.queue.get(i);
            if (batch(begun).poison.contains(index(begun))) {
                depart(node, Cause.CLOSED);
                return;
            }
        }
        if (!node.queue.isEmpty()) {
            Request request = node.queue.remove(random.nextInt(Math.min(slots, node.queue.size())));
            node.answered.add(request);
            Status fate = fate(request);
            node.pausedUntil = fate == Status.RETURNED ? script.now + 1000 : node.pausedUntil;
            script.answer(node.node, request.id(), request.attempt(), fate);
        }
    }

    /** Returns whether the result of this attempt is still needed. */
    private boolean isLive(Request request) {
        ModelBatch batch = batch(request);
        int index = index(request);
        return !batch.cancelled && !batch.ends.containsKey(index) && batch.latest.get(index) == request;
    }

    private boolean isSuspect(Request request) {
        return batch(request).suspects.contains(index(request));
    }

    private Status fate(Request request) {
        int dice = random.nextInt(20);
        if (dice == 0) {
            return Status.RETURNED;
        }
        if (dice == 1) {
            batch(request).failures.merge(index(request), 1, Integer::sum);
            batch(request).suspects.remove(index(request));
            return Status.FAILED;
        }
        batch(request).answered.put(index(request), request.attempt());
        return Status.DONE;
    }

    private void answerAgain(ModelNode node) {
        if (!node.answered.isEmpty()) {
            Request request = node.answered.get(random.nextInt(node.answered.size()));
            int attempt = 1 + random.nextInt(request.attempt() + 1);
            boolean awaited =
                    node.queue.stream().anyMatch(held -> held.id() == request.id() && held.attempt() == attempt);
            if (!awaited) {
                script.answer(node.node, request.id(), attempt, Status.DONE);
            }
        }
    }

    private void cancel() {
        int number = 1 + random.nextInt(batches.size());
        if (random.nextInt(4) == 0) {
            batches.get(number).cancel();
            script.submit(new CancelCall(number, false));
        }
    }

    /** Processes the sent frames of the step, and then requires that no node is idle without reason. */
    private void observe() {
        takeIn();
        batches.keySet().forEach(this::collect);
        nobodyIdles();
    }

    private void takeIn() {
        for (List<WorkScript.Sent> batch = script.sent(); !batch.isEmpty(); batch = script.sent()) {
            batch.forEach(this::takeIn);
        }
    }

    private void takeIn(WorkScript.Sent sent) {
        ModelNode node = nodes.get(sent.rank());
        if (sent.command() instanceof Request request) {
            assertThat(node).as("work for a node that departed: %s", request).isNotNull();
            assertThat(node.node.isDraining() || node.node.isSuspect())
                    .as("new work for rank %s", sent.rank())
                    .isFalse();
            assertThat(batch(request).ends).as("a task that has ended").doesNotContainKey(index(request));
            List<Request> live = node.queue.stream().filter(this::isLive).toList();
            assertThat(live)
                    .as("beside %s on %s", request, node.node)
                    .noneMatch(held -> isSuspect(held) || isSuspect(request));
            node.queue.add(request);
            batch(request).latest.put(index(request), request);
        } else if (sent.command() instanceof Cancel cancel) {
            withdraw(node, cancel);
        } else {
            assertThat(sent.command()).isInstanceOf(ResultAck.class);
        }
    }

    /** Requires that no able node is idle while a task waits that the node could do. */
    private void nobodyIdles() {
        if (script.work.nextDeadlineNanos() <= script.now) {
            return;
        }
        for (ModelNode node : nodes.values()) {
            boolean able = !node.node.isDraining() && !node.node.isSuspect() && node.pausedUntil <= script.now;
            if (able && (node.queue.isEmpty() || hasFreeSlot(node))) {
                batches.forEach((number, batch) -> {
                    if (node.node.handlers().contains(batch.spec.handler())) {
                        assertThat(waiting(number, batch))
                                .as("tasks of batch %s while %s idles with %s", number, node.node, node.queue)
                                .isEmpty();
                    }
                });
            }
        }
    }

    /** Returns whether the node could begin another task at once. A slot may stay free for suspect tasks that wait. */
    private boolean hasFreeSlot(ModelNode node) {
        boolean suspectsWait = batches.entrySet().stream()
                .anyMatch(entry -> waiting(entry.getKey(), entry.getValue()).stream()
                        .anyMatch(entry.getValue().suspects::contains));
        return node.queue.size() < node.node.facts().slots()
                && !suspectsWait
                && node.queue.stream().filter(this::isLive).noneMatch(this::isSuspect);
    }

    private Set<Integer> waiting(int number, ModelBatch batch) {
        Set<Integer> result = new TreeSet<>();
        for (int i = 0; i < batch.offered && !batch.cancelled; i++) {
            Request latest = batch.latest.get(i);
            boolean held = latest != null && nodes.values().stream().anyMatch(node -> node.queue.contains(latest));
            if (!batch.ends.containsKey(i) && !held) {
                result.add(i);
            }
        }
        return result;
    }

    /** Lets a node answer a cancellation. It answers at once for a waiting task, and later for a running one. */
    private void withdraw(ModelNode node, Cancel cancel) {
        if (node != null && random.nextBoolean()) {
            for (Request request : List.copyOf(node.queue)) {
                if (request.id() == cancel.id() && request.attempt() == cancel.attempt()) {
                    node.queue.remove(request);
                    script.answer(node.node, request.id(), request.attempt(), Status.CANCELLED);
                }
            }
        }
    }

    private void collect(int number) {
        ModelBatch batch = batches.get(number);
        if (batch.ends.size() == batch.total) {
            return;
        }
        for (TaskEnd end : script.take(number)) {
            assertThat(batch.ends.put(end.index(), end))
                    .as("a second end of task %s", end.index())
                    .isNull();
            if (end.kind() == TaskEnd.Kind.DONE) {
                assertThat(end.attempts())
                        .as("the accepted attempt of task %s", end.index())
                        .isEqualTo(batch.answered.get(end.index()));
            }
        }
    }

    /** Lets healthy nodes join until all batches have ended. */
    private void finish() {
        for (int step = 0; step < 5000 && !isOver(); step++) {
            script.now++;
            if (nodes.size() < 3) {
                Node node = script.join(nextRank, 1);
                nodes.put(nextRank++, new ModelNode(node));
                script.serve(node, "work", "rare");
            }
            ModelNode node = any();
            if (node.node.isSuspect()) {
                script.suspect(node.node, false);
            }
            if (!node.node.handlers().contains("rare")) {
                script.serve(node.node, "work", "rare");
            }
            answer(node);
            if (node.node.isDraining() && node.queue.isEmpty()) {
                leave(node, Cause.LEFT);
            }
            batches.forEach(this::offer);
            script.advance(100);
            observe();
        }
        assertThat(isOver()).as("all batches have ended").isTrue();
    }

    private boolean isOver() {
        return batches.values().stream().allMatch(batch -> batch.ends.size() == batch.total);
    }

    private void check(ModelBatch batch) {
        for (TaskEnd end : batch.ends.values()) {
            boolean poisonous = batch.poison.contains(end.index());
            int failures = batch.failures.getOrDefault(end.index(), 0);
            switch (end.kind()) {
                case DONE -> assertThat(poisonous).as("a poison task is done").isFalse();
                case LOST -> {
                    assertThat(poisonous || accidents)
                            .as("an innocent task is charged: %s", end)
                            .isTrue();
                    assertThat(end.attempts()).as("losses: %s", end).isGreaterThan(batch.spec.attempts());
                }
                case FAILED -> {
                    assertThat(poisonous).as("a poison task is answered").isFalse();
                    assertThat(failures).as("handler failures").isGreaterThan(batch.spec.retries());
                }
                case CANCELLED -> assertThat(batch.cancelled).isTrue();
                default -> throw new AssertionError(end.toString());
            }
        }
        assertThat(batch.ends.keySet()).hasSize(batch.total);
    }

    private ModelBatch batch(Request request) {
        return batches.get((int) (request.id() >>> 32));
    }

    private static int index(Request request) {
        return (int) request.id();
    }
}
