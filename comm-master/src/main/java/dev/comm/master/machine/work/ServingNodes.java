package dev.comm.master.machine.work;

import dev.comm.master.machine.membership.Node;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** All workers. The workers with free capacity are sorted, the least loaded first. */
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

    /** Returns the worker of a node. Creates it if there is none. */
    NodeLoad of(Node node) {
        NodeLoad load = byRank.get(node.rank());
        if (load == null || load.node() != node) {
            load = new NodeLoad(node, starts);
            byRank.put(node.rank(), load);
        }
        return load;
    }

    /** Returns the worker of a node, or null. */
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

    /** Returns all workers in rank order. */
    Collection<NodeLoad> all() {
        return byRank.values();
    }

    /** Returns a copy of the workers with free capacity, the least loaded first. */
    List<NodeLoad> roomy() {
        return new ArrayList<>(roomy);
    }

    /** Returns the workers of {@link #roomy} without a copy. The set must not change during the iteration. */
    Iterable<NodeLoad> roomyNow() {
        return roomy;
    }

    /** Returns the number of slots of all serving nodes. */
    int slots() {
        return servingSlots;
    }

    /** Counts the slots again after a node began or stopped serving. */
    void recount() {
        servingSlots = 0;
        for (NodeLoad load : byRank.values()) {
            servingSlots += load.node().isMember() && load.node().isServing() ? load.slots() : 0;
        }
    }

    /**
     * Sorts a worker again after a change of its load or ability. The call is cheap if the place of the worker stays
     * the same.
     */
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
     * Returns the number of tasks that a worker may hold now. While many tasks wait, this is the full credit. Towards
     * the end it is one task for each slot, so that the last tasks spread over all workers.
     */
    int allowance(NodeLoad load, long backlog) {
        long share = servingSlots == 0 ? credit : (backlog + 2L * servingSlots - 1) / (2L * servingSlots);
        return (int) Math.min(Integer.MAX_VALUE, load.slots() * Math.max(1, Math.min(credit, share)));
    }
}
