package dev.comm.master.machine.membership;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The registered nodes by connection and by rank (L1). */
public final class Roster implements LivingNodes {
    private final Map<Integer, Node> byEndpoint = new LinkedHashMap<>();
    private final SortedMap<Integer, Node> byRank = new TreeMap<>();
    private final SortedMap<Integer, Node> members = new TreeMap<>();
    private final Set<Node> waiting = new LinkedHashSet<>();
    private final Set<Node> lobby = new LinkedHashSet<>();
    private final BitSet taken = new BitSet();
    /** The ranks that some node has had. */
    private final BitSet used = new BitSet();

    private int size;
    private int arrived;

    public Roster(int size) {
        this.size = Math.max(1, size);
        taken.set(0);
    }

    @Override
    public Node member(int rank) {
        return members.get(rank);
    }

    @Override
    public Collection<Node> members() {
        return members.values();
    }

    /** Returns the node of a connection, in any state, or null. */
    public Node at(int endpoint) {
        return byEndpoint.get(endpoint);
    }

    /** Returns the node with a rank, in any state, or null. */
    public Node living(int rank) {
        return byRank.get(rank);
    }

    /** Returns all registered nodes, including those that are not members, in the order of registration. */
    public List<Node> registered() {
        return new ArrayList<>(byEndpoint.values());
    }

    /** Returns the registered nodes that wait for the start, in the order of registration. */
    List<Node> waiting() {
        return new ArrayList<>(waiting);
    }

    /** Returns the number of registered nodes that wait for the start. */
    public int waitingCount() {
        return waiting.size();
    }

    /** Returns the nodes that wait in the lobby, in the order of registration. */
    List<Node> lobby() {
        return new ArrayList<>(lobby);
    }

    /** Returns the number of nodes that have come to the run, those that were sent away at its end included. */
    public int arrived() {
        return arrived;
    }

    /** Counts a node that came after the end of the run. */
    public void sentAway() {
        arrived++;
    }

    /** Returns the number of registered nodes. */
    public int count() {
        return byEndpoint.size();
    }

    /** Returns the number of ranks, rank 0 included. It never decreases after the start of the run. */
    public int size() {
        return size;
    }

    /** Returns the lowest free rank. */
    public int lowestFree() {
        return taken.nextClearBit(1);
    }

    /** Returns the lowest rank that a node has lost, or the lowest free one above the ranks of the run. */
    public int lowestLost(int ranks) {
        int rank = lowestFree();
        while (rank < ranks && !used.get(rank)) {
            rank = taken.nextClearBit(rank + 1);
        }
        return rank;
    }

    /** Adds a registered node. The rank of the node may still be undecided (-1). */
    public void add(Node node) {
        arrived++;
        byEndpoint.put(node.endpoint(), node);
        (node.state() == Node.State.LOBBY ? lobby : waiting).add(node);
        if (node.rank() > 0) {
            take(node);
        }
    }

    /** Changes the rank of a node that is no member yet. */
    void renumber(Node node, int rank) {
        release(node);
        node.renumber(rank);
        take(node);
    }

    /** Gives a node of the lobby a rank of the start. */
    void gather(Node node, int rank) {
        lobby.remove(node);
        waiting.add(node);
        node.become(Node.State.REGISTERED);
        renumber(node, rank);
    }

    /** Makes a registered node a member. */
    void enter(Node node) {
        waiting.remove(node);
        lobby.remove(node);
        members.put(node.rank(), node);
        node.become(Node.State.MEMBER);
        size = Math.max(size, node.rank() + 1);
    }

    /** Removes a node and frees its rank. */
    void remove(Node node) {
        byEndpoint.remove(node.endpoint());
        waiting.remove(node);
        lobby.remove(node);
        members.remove(node.rank(), node);
        release(node);
    }

    /** Sets the number of ranks after a start with fewer ranks than configured. */
    void resize(int slots) {
        size = slots;
    }

    private void take(Node node) {
        byRank.put(node.rank(), node);
        taken.set(node.rank());
        used.set(node.rank());
    }

    private void release(Node node) {
        if (byRank.remove(node.rank(), node)) {
            taken.clear(node.rank());
        }
    }
}
