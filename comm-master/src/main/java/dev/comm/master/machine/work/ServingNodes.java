package dev.comm.master.machine.work;

import dev.comm.master.machine.membership.Node;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** All workers, and those with free capacity, the least loaded first. */
final class ServingNodes {
    private final int credit;
    private final NodeLoad.Starts starts;
    private final TreeMap<Integer, NodeLoad> byRank = new TreeMap<>();
    private final TreeSet<NodeLoad> roomy = new TreeSet<>(Comparator.comparingInt(NodeLoad::level)
            .thenComparingInt(load -> load.node().rank()));
    private int servingSlots;

    ServingNodes(int credit, NodeLoad.Starts starts) {
        this.credit = credit;
        this.starts = starts;
    }

    /** The worker of a node; creates it if there is none. */
    NodeLoad of(Node node) {
        NodeLoad load = byRank.get(node.rank());
        if (load == null || load.node() != node) {
            load = new NodeLoad(node, starts);
            byRank.put(node.rank(), load);
        }
        return load;
    }

    /** The worker of a node, or null. */
    NodeLoad find(Node node) {
        NodeLoad load = byRank.get(node.rank());
        return load != null && load.node() == node ? load : null;
    }

    /** Removes a worker. */
    void remove(NodeLoad load) {
        roomy.remove(load);
        load.place(-1);
        byRank.remove(load.node().rank(), load);
        recount();
    }

    /** All workers in rank order. */
    Collection<NodeLoad> all() {
        return byRank.values();
    }

    /** A copy of the workers with free capacity, the least loaded first. */
    List<NodeLoad> roomy() {
        return new ArrayList<>(roomy);
    }

    /** The workers of {@link #roomy} without a copy; the set must not change during iteration. */
    Iterable<NodeLoad> roomyNow() {
        return roomy;
    }

    /** The number of slots of all serving nodes. */
    int slots() {
        return servingSlots;
    }

    /** Recounts the slots after a node began or stopped serving. */
    void recount() {
        servingSlots = 0;
        for (NodeLoad load : byRank.values()) {
            servingSlots += load.node().isMember() && load.node().isServing() ? load.slots() : 0;
        }
    }

    /** Reorders a worker after a change of its load or ability; cheap if its place stays. */
    void update(NodeLoad load, long now) {
        boolean room = load.isAble(now) && load.load() < (long) credit * load.slots();
        int level = room ? load.load() / load.slots() : -1;
        if (level == load.level()) {
            return;
        }
        roomy.remove(load);
        load.place(level);
        if (level >= 0) {
            roomy.add(load);
        }
    }

    /**
     * The number of tasks that a worker may hold now. It is the full credit while many tasks wait, and one for each
     * slot towards the end, so that the last tasks spread over all workers.
     */
    int allowance(NodeLoad load, long backlog) {
        long share = servingSlots == 0 ? credit : (backlog + 2L * servingSlots - 1) / (2L * servingSlots);
        return (int) Math.min(Integer.MAX_VALUE, load.slots() * Math.max(1, Math.min(credit, share)));
    }
}
