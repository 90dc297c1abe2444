package dev.comm.master.machine.membership;

import dev.comm.core.machine.Nanos;
import java.util.List;

/**
 * A registered node in one incarnation. The roster changes the state of a node. Other parts may use a node as a key,
 * because each incarnation has its own object.
 */
public final class Node {
    /** The states of a node. */
    public enum State {
        /** Registered; waits for the start. The start leads to MEMBER, a departure to DEPARTED. */
        REGISTERED,
        /**
         * Registered after the start of an SPMD run; waits for admission. An admit leads to MEMBER, a departure to
         * DEPARTED.
         */
        LOBBY,
        /** A member of the view. A departure leads to DEPARTED. */
        MEMBER,
        /** Departed; frames of the node no longer count (B7). The final state. */
        DEPARTED
    }

    private final int endpoint;
    private final long incarnation;
    private final NodeFacts facts;
    private int rank;
    private State state;
    private List<String> handlers = List.of();
    private boolean serving;
    private boolean draining;
    private boolean suspect;
    private boolean stuck;
    private boolean leaving;
    private long endOfLifeNanos = Nanos.NEVER;

    public Node(int endpoint, int rank, long incarnation, NodeFacts facts, State state) {
        this.endpoint = endpoint;
        this.rank = rank;
        this.incarnation = incarnation;
        this.facts = facts;
        this.state = state;
    }

    /** Returns the endpoint of the node's connection, which never changes. */
    public int endpoint() {
        return endpoint;
    }

    /** Returns the rank of the node. Only a renumbering at the start changes it. */
    public int rank() {
        return rank;
    }

    /** Returns the incarnation of the node, a random number. */
    public long incarnation() {
        return incarnation;
    }

    /** Returns the properties of the node from its JOIN. */
    public NodeFacts facts() {
        return facts;
    }

    /** Returns the state of the node. */
    public State state() {
        return state;
    }

    /** Returns whether the node is a member of the view. */
    public boolean isMember() {
        return state == State.MEMBER;
    }

    /** Returns whether the node serves requests. */
    public boolean isServing() {
        return serving;
    }

    /** Returns the names of the handlers that the node serves; empty while it does not serve. */
    public List<String> handlers() {
        return handlers;
    }

    /**
     * Returns whether the node receives no new work, because its live time ends soon, it leaves, or the master asked it
     * to shut down.
     */
    public boolean isDraining() {
        return draining;
    }

    /** Returns whether the node has been silent for the suspect timeout. A suspect node stays a member. */
    public boolean isSuspect() {
        return suspect;
    }

    /**
     * Returns whether each slot of the node runs an attempt whose result no caller waits for. Such a node receives no
     * new tasks.
     */
    public boolean isStuck() {
        return stuck;
    }

    /** Returns whether the master asked the node to shut down. */
    boolean isLeaving() {
        return leaving;
    }

    /** Returns the remaining live time of the node, at least 0; {@link Long#MAX_VALUE} without a limit. */
    public long remainingNanos(long now) {
        return Math.max(0, Nanos.until(now, endOfLifeNanos));
    }

    public void become(State next) {
        state = next;
    }

    void renumber(int newRank) {
        rank = newRank;
    }

    public void serves(boolean on, List<String> names) {
        serving = on;
        handlers = on ? names : List.of();
    }

    public void drains() {
        draining = true;
    }

    public void suspected(boolean now) {
        suspect = now;
    }

    public void stuck(boolean now) {
        stuck = now;
    }

    void askedToLeave() {
        leaving = true;
        draining = true;
    }

    public void lives(long remainingNanos, long now) {
        endOfLifeNanos = remainingNanos < 0 ? Nanos.NEVER : Nanos.after(now, remainingNanos);
    }

    /** Bounds the live time by that of rank 0, as the node does after its WELCOME. */
    void livesAtMostUntil(long nanos) {
        endOfLifeNanos = Math.min(endOfLifeNanos, nanos);
    }

    long endOfLifeNanos() {
        return endOfLifeNanos;
    }

    @Override
    public String toString() {
        return (rank < 0 ? "a node without a rank" : "rank " + rank) + " at " + facts.host();
    }
}
