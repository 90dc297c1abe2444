package dev.comm.master.machine;

import dev.comm.core.machine.Nanos;
import java.util.List;

/**
 * A registered node in one incarnation. The roster changes it; other parts read it and may use it as a key, because
 * each incarnation has its own object.
 */
final class Node {
    /** The states of a node. */
    enum State {
        /** Registered; waits for the start. To MEMBER at the start, to DEPARTED if it departs before. */
        WAITING,
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
    private boolean leaving;
    private long endOfLifeNanos = Nanos.NEVER;

    Node(int endpoint, int rank, long incarnation, NodeFacts facts, State state) {
        this.endpoint = endpoint;
        this.rank = rank;
        this.incarnation = incarnation;
        this.facts = facts;
        this.state = state;
    }

    /** The endpoint of its connection, which never changes. */
    int endpoint() {
        return endpoint;
    }

    /** Its rank; only a renumbering at the start changes it. */
    int rank() {
        return rank;
    }

    /** Its incarnation, a random number. */
    long incarnation() {
        return incarnation;
    }

    /** Its properties from JOIN. */
    NodeFacts facts() {
        return facts;
    }

    /** Its state. */
    State state() {
        return state;
    }

    /** Whether it is a member of the view. */
    boolean isMember() {
        return state == State.MEMBER;
    }

    /** Whether it serves requests. */
    boolean isServing() {
        return serving;
    }

    /** Names of the handlers it serves; empty while it does not serve. */
    List<String> handlers() {
        return handlers;
    }

    /**
     * Whether it receives no new work, because its live time ends soon, it leaves, or the master asked it to shut down.
     */
    boolean isDraining() {
        return draining;
    }

    /** Whether it has been silent for the suspect timeout; it stays a member. */
    boolean isSuspect() {
        return suspect;
    }

    /** Whether the master asked it to shut down. */
    boolean isLeaving() {
        return leaving;
    }

    /** Its remaining live time, at least 0; {@link Long#MAX_VALUE} without limit. */
    long remainingNanos(long now) {
        return Math.max(0, Nanos.until(now, endOfLifeNanos));
    }

    void become(State next) {
        state = next;
    }

    void renumber(int newRank) {
        rank = newRank;
    }

    void serves(boolean on, List<String> names) {
        serving = on;
        handlers = on ? names : List.of();
    }

    void drains() {
        draining = true;
    }

    void suspected(boolean now) {
        suspect = now;
    }

    void askedToLeave() {
        leaving = true;
        draining = true;
    }

    void lives(long remainingNanos, long now) {
        endOfLifeNanos = remainingNanos < 0 ? Nanos.NEVER : Nanos.after(now, remainingNanos);
    }

    long endOfLifeNanos() {
        return endOfLifeNanos;
    }

    @Override
    public String toString() {
        return "rank " + rank + " at " + facts.host();
    }
}
