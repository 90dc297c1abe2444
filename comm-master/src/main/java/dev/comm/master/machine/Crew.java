package dev.comm.master.machine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** All workers, and those with room for more in the order in which they get it: the least loaded first. */
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

    /** The worker of a node, made if there is none. */
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

    /** Forgets a node. */
    void remove(Worker worker) {
        roomy.remove(worker);
        worker.place(-1);
        byRank.remove(worker.node().rank(), worker);
        recount();
    }

    /** In rank order. */
    Collection<Worker> all() {
        return byRank.values();
    }

    /** Those with room, the least loaded first; a copy. */
    List<Worker> roomy() {
        return new ArrayList<>(roomy);
    }

    /** As {@link #roomy}, but the set itself: it must not change while it is gone through. */
    Iterable<Worker> roomyNow() {
        return roomy;
    }

    /** Slots of all nodes that serve. */
    int slots() {
        return servingSlots;
    }

    /** Counts the slots again after a node began or ended to serve. */
    void recount() {
        servingSlots = 0;
        for (Worker worker : byRank.values()) {
            servingSlots += worker.node().isMember() && worker.node().isServing() ? worker.slots() : 0;
        }
    }

    /** Puts a worker in its place after its load or ability changed; cheap if the place stays. */
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
     * How many tasks a worker may hold now: its full credit while there is plenty, one for each slot towards the end,
     * so that what is left is spread over all.
     */
    int allowance(Worker worker, long backlog) {
        long share = servingSlots == 0 ? credit : (backlog + 2L * servingSlots - 1) / (2L * servingSlots);
        return worker.slots() * (int) Math.max(1, Math.min(credit, share));
    }
}
