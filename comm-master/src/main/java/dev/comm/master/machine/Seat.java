package dev.comm.master.machine;

import dev.comm.api.Departure;
import dev.comm.api.frame.CollectiveCommand.Held;
import dev.comm.api.machine.Value;

/** One member's place in an instance. */
final class Seat {
    private final int rank;
    private final Node node;
    private Signature called;
    private Value contribution = Value.NONE;
    private Departure departure;
    private String place;
    private boolean asked;
    private boolean partSent;
    private Held held;
    private boolean verified;

    /** A place for a node, or, without a node, for rank 0. */
    Seat(int rank, Node node) {
        this.rank = rank;
        this.node = node;
    }

    int rank() {
        return rank;
    }

    /** The node, or null for rank 0. */
    Node node() {
        return node;
    }

    boolean isLocal() {
        return node == null;
    }

    boolean hasArrived() {
        return called != null;
    }

    boolean isGone() {
        return departure != null;
    }

    /** Whether it entered the call and is still there. */
    boolean isPresent() {
        return called != null && departure == null;
    }

    /**
     * Whether nobody waits for it any more: it is gone, or it entered the call and, if it was sent a part, has it
     * whole.
     */
    boolean isSettled() {
        return isGone() || hasArrived() && (!partSent || verified);
    }

    Signature called() {
        return called;
    }

    Value contribution() {
        return contribution;
    }

    Departure departure() {
        return departure;
    }

    void arrive(Signature signature, Value value) {
        called = signature;
        contribution = value;
    }

    /** It departed: what it gave does not count any more. */
    void depart(Departure gone, Turn turn) {
        departure = gone;
        dropContribution(turn);
    }

    /** Frees what a node gave; what rank 0 gave belongs to its program. */
    void dropContribution(Turn turn) {
        if (!isLocal()) {
            turn.free(contribution);
        }
        contribution = Value.NONE;
    }

    void sendPart() {
        partSent = true;
    }

    boolean isPartSent() {
        return partSent;
    }

    void hold(Held said) {
        held = said;
    }

    Held held() {
        return held;
    }

    void verify() {
        verified = true;
    }

    void ask() {
        asked = true;
    }

    /** Whether it was asked where its call stands and has not said so. */
    boolean owesPlace() {
        return asked && place == null && !isGone();
    }

    /** Where in the program its call stands, or null. */
    String place() {
        return place;
    }

    void stand(String where) {
        place = where;
    }
}
