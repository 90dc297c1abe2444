package dev.comm.master.machine.collective;

import dev.comm.api.Departure;
import dev.comm.api.protocol.CollectiveCommand.Held;
import dev.comm.core.machine.Value;
import dev.comm.master.machine.membership.MasterStep;
import dev.comm.master.machine.membership.Node;

/** The arrival state of one member in an instance. */
final class ArrivalState {
    private final int rank;
    private final Node node;
    private CallSignature called;
    private GivenValue given = GivenValue.NONE;
    private Departure departure;
    private String place;
    private boolean asked;
    private boolean partSent;
    private Held held;
    private boolean verified;
    private boolean released;

    /** Creates the state of a node, or of rank 0 without a node. */
    ArrivalState(int rank, Node node) {
        this.rank = rank;
        this.node = node;
    }

    int rank() {
        return rank;
    }

    /** Returns the node, or null for rank 0. */
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

    /** Returns whether the member arrived and has not departed. */
    boolean isPresent() {
        return called != null && departure == null;
    }

    /**
     * Returns whether the instance does not wait for this member. The member departed, will never arrive, or arrived
     * and has acknowledged its part, if any.
     */
    boolean isSettled() {
        return isGone() || neverComes() || hasArrived() && (!partSent || verified);
    }

    /**
     * Returns whether the member lives, but has closed the duplicate before this call, so that it will never arrive.
     */
    boolean neverComes() {
        return released && !hasArrived() && !isGone();
    }

    /** Records that the member has closed the duplicate. */
    void release() {
        released = true;
    }

    CallSignature called() {
        return called;
    }

    Value contribution() {
        return given.whole();
    }

    GivenValue given() {
        return given;
    }

    Departure departure() {
        return departure;
    }

    void arrive(CallSignature signature, GivenValue value) {
        called = signature;
        given = value;
    }

    /** Records that the member departed. Its contribution does not count any more. */
    void depart(Departure gone, MasterStep step) {
        departure = gone;
        dropContribution(step);
    }

    /** Frees the contribution of a node; the contribution of rank 0 belongs to its program. */
    void dropContribution(MasterStep step) {
        if (!isLocal()) {
            step.free(given.whole());
        }
        given = GivenValue.NONE;
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

    /** Returns whether the master asked the member for its call site and has no answer yet. */
    boolean owesPlace() {
        return asked && place == null && !isGone();
    }

    /** Returns the call site of the member in its program, or null. */
    String place() {
        return place;
    }

    void stand(String where) {
        place = where;
    }
}
