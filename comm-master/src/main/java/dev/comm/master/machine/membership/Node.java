package dev.comm.master.machine.membership;

import dev.comm.core.machine.Nanos;
import java.util.List;

/**
 * A registered node in one incarnation. The roster changes it; other parts read it and may use it as a key, because
 * each incarnation has its own object.
 */
public final class Node {
    /** The states of a node. */
    public enum State {
        /** Registered; waits for the start. To MEMBER at the start, to DEPARTED if it departs before. */
        REGISTERED,
        /**
         * Registered after the start of an SPMD run; waits for admission. To MEMBER by an admit, to DEPARTED if it
         * departs before.
         */
        LOBBY,
        /** A member of the view. To DEPARTED when it departs. */
        MEMBER,
        /** Departed; its frames no longer count (B7). Final. */
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

    /** The endpoint of its connection, which never changes. */
    public int endpoint() {
        return endpoint;
    }

    /** Its rank; only a renumbering at the start changes it. */
    public int rank() {
        return rank;
    }

    /** Its incarnation, a random number. */
    public long incarnation() {
        return incarnation;
    }

    /** Its properties from JOIN. */
    public NodeFacts facts() {
        return facts;
    }

    /** Its state. */
    public State state() {
        return state;
    }

    /** Whether it is a member of the view. */
    public boolean isMember() {
        return state == State.MEMBER;
    }

    /** Whether it serves requests. */
    public boolean isServing() {
        return serving;
    }

    /** Names of the handlers it serves; empty while it does not serve. */
    public List<String> handlers() {
        return handlers;
    }

    /**
     * Whether it receives no new work, because its live time ends soon, it leaves, or the master asked it to shut down.
     */
    public boolean isDraining() {
        return draining;
    }

    /** Whether it has been silent for the suspect timeout; it stays a member. */
    public boolean isSuspect() {
        return suspect;
    }

    /** Whether each of its slots runs an attempt that nobody waits for any more, so it receives no new tasks. */
    public boolean isStuck() {
        return stuck;
    }

    /** Whether the master asked it to shut down. */
    boolean isLeaving() {
        return leaving;
    }

    /** Its remaining live time, at least 0; {@link Long#MAX_VALUE} without limit. */
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

    long endOfLifeNanos() {
        return endOfLifeNanos;
    }

    @Override
    public String toString() {
        return (rank < 0 ? "a node without a rank" : "rank " + rank) + " at " + facts.host();
    }
}
