package dev.comm.node.machine.collective;

import dev.comm.api.protocol.CollectiveCommand.Decision;
import dev.comm.core.machine.CollectiveCall;
import dev.comm.core.machine.CollectiveCall.Contribution;
import dev.comm.core.machine.CollectiveCall.Decided;
import dev.comm.core.machine.Failure;
import dev.comm.core.machine.Nanos;
import dev.comm.node.machine.membership.NodeStep;
import java.util.List;
import java.util.function.Supplier;

/** One collective that this node entered and that has no decision here yet. */
final class CollectiveInstance {
    /** The states of an instance at this node. */
    enum State {
        /** Arrived. To DECIDED by the decision, to ABANDONED with the membership or after a mismatch. */
        OPEN,
        /** The decision has arrived. Final. */
        DECIDED,
        /** The call ended without a decision. Final. */
        ABANDONED
    }

    private final long sequence;
    private final CollectiveCall call;
    private long giveUpNanos;
    private State state = State.OPEN;

    /**
     * Creates an open instance.
     *
     * @param call the call, or null if the node arrived by itself while it serves requests
     * @param giveUpNanos time when a missing decision means that the master is lost
     */
    CollectiveInstance(long sequence, CollectiveCall call, long giveUpNanos) {
        this.sequence = sequence;
        this.call = call;
        this.giveUpNanos = giveUpNanos;
    }

    long sequence() {
        return sequence;
    }

    long giveUpNanos() {
        return giveUpNanos;
    }

    void forgive(long pauseNanos) {
        giveUpNanos = Nanos.after(giveUpNanos, pauseNanos);
    }

    /** Finds the call site in the program. */
    Supplier<String> place() {
        return call == null || call.place() == null ? () -> "serving requests" : call.place();
    }

    /** Describes the call, for messages. */
    String what() {
        return call == null
                ? "BARRIER of a serving node"
                : call.kind() + (call.name().isEmpty() ? "" : " '" + call.name() + "'");
    }

    void decide(Decision decision, List<Contribution> contributions, NodeStep step) {
        become(State.DECIDED);
        if (call != null) {
            step.out().complete(call, new Decided(decision, contributions));
        }
    }

    void abandon(Failure failure, NodeStep step) {
        become(State.ABANDONED);
        if (call != null) {
            step.out().fail(call, failure);
        }
    }

    private void become(State next) {
        if (state != State.OPEN) {
            throw new IllegalStateException("instance " + sequence + " ended twice: " + state + ", " + next);
        }
        state = next;
    }
}
