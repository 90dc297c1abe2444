package dev.comm.master.machine.work;

import dev.comm.master.machine.membership.Node;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** All workers, and those with free capacity, the least loaded first. */
final class Crew {
    private final int credit;
    private final Worker.Starts starts;
    private final TreeMap<Integer, Worker> byRank = new TreeMap<>();
    private final TreeSet<Worker> roomy = new TreeSet<>(Comparator.comparingInt(Worker::level)
            .thenComparingInt(worker -> worker.node().rank()));
    private int servingSlots;

    Crew(int credit, Worker.Starts starts) {
        this.credit = credit;
        this.starts = starts;
    }

    /** The worker of a node; creates it if there is none. */
    Worker of(Node node) {
        Worker worker = byRank.get(node.rank());
        if (worker == null || worker.node() != node) {
            worker = new Worker(node, starts);
            byRank.put(node.rank(), worker);
        }
        return worker;
    }

    /** The worker of a node, or null. */
    Worker find(Node node) {
        Worker worker = byRank.get(node.rank());
        return worker != null && worker.node() == node ? worker : null;
    }

    /** Removes a worker. */
    void remove(Worker worker) {
        roomy.remove(worker);
        worker.place(-1);
        byRank.remove(worker.node().rank(), worker);
        recount();
    }

    /** All workers in rank order. */
    Collection<Worker> all() {
        return byRank.values();
    }

    /** A copy of the workers with free capacity, the least loaded first. */
    List<Worker> roomy() {
        return new ArrayList<>(roomy);
    }

    /** The workers of {@link #roomy} without a copy; the set must not change during iteration. */
    Iterable<Worker> roomyNow() {
        return roomy;
    }

    /** The number of slots of all serving nodes. */
    int slots() {
        return servingSlots;
    }

    /** Recounts the slots after a node began or stopped serving. */
    void recount() {
        servingSlots = 0;
        for (Worker worker : byRank.values()) {
            servingSlots += worker.node().isMember() && worker.node().isServing() ? worker.slots() : 0;
        }
    }

    /** Reorders a worker after a change of its load or ability; cheap if its place stays. */
    void update(Worker worker, long now) {
        boolean room = worker.isAble(now) && worker.load() < credit * worker.slots();
        int level = room ? worker.load() / worker.slots() : -1;
        if (level == worker.level()) {
            return;
        }
        roomy.remove(worker);
        worker.place(level);
        if (level >= 0) {
            roomy.add(worker);
        }
    }

    /**
     * The number of tasks that a worker may hold now: its full credit while many tasks wait, one for each slot towards
     * the end, so that the last tasks spread over all workers.
     */
    int allowance(Worker worker, long backlog) {
        long share = servingSlots == 0 ? credit : (backlog + 2L * servingSlots - 1) / (2L * servingSlots);
        return worker.slots() * (int) Math.max(1, Math.min(credit, share));
    }
}
