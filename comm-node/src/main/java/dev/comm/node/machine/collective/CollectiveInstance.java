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

/** A collective that this node has entered and whose decision has not arrived yet. */
final class CollectiveInstance {
    /** The states of an instance at this node. */
    enum State {
        /** Arrived. The decision leads to DECIDED; a mismatch or the end of the membership leads to ABANDONED. */
        OPEN,
        /** The decision has arrived. A final state. */
        DECIDED,
        /** The call ended without a decision. A final state. */
        ABANDONED
    }

    private final long sequence;
    private final CollectiveCall call;
    private long giveUpNanos;
    private State state = State.OPEN;

    /**
     * Creates an open instance.
     *
     * @param call the call, or null if the node arrived without a call because it serves requests
     * @param giveUpNanos time after which the master counts as lost if the decision is still missing
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

    /** Returns the function that finds the call site in the program. */
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
