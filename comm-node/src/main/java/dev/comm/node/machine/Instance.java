package dev.comm.node.machine;

import dev.comm.api.frame.CollectiveCommand.Decision;
import dev.comm.api.machine.CollectiveCall;
import dev.comm.api.machine.CollectiveCall.Contribution;
import dev.comm.api.machine.CollectiveCall.Decided;
import dev.comm.api.machine.Failure;
import dev.comm.api.machine.Nanos;
import java.util.List;
import java.util.function.Supplier;

/** One collective that this node entered and that has no verdict here yet. */
final class Instance {
    /** How it stands at this node. */
    enum State {
        /** Arrived. To DECIDED by the verdict, to ABANDONED with the membership or after a mismatch. */
        OPEN,
        /** The verdict is here. Final. */
        DECIDED,
        /** The call ended without a verdict. Final. */
        ABANDONED
    }

    private final long sequence;
    private final CollectiveCall call;
    private long giveUpNanos;
    private State state = State.OPEN;

    /**
     * An arrival.
     *
     * @param call null if the node arrived by itself while it serves requests
     * @param giveUpNanos when the master is taken for lost if it has not decided
     */
    Instance(long sequence, CollectiveCall call, long giveUpNanos) {
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

    /** Where in the program the caller stands. */
    Supplier<String> place() {
        return call == null || call.place() == null ? () -> "serving requests" : call.place();
    }

    /** What is called, for people. */
    String what() {
        return call == null
                ? "BARRIER of a serving node"
                : call.kind() + (call.name().isEmpty() ? "" : " '" + call.name() + "'");
    }

    void decide(Decision decision, List<Contribution> contributions, Turn turn) {
        become(State.DECIDED);
        if (call != null) {
            turn.out().complete(call, new Decided(decision, contributions));
        }
    }

    void abandon(Failure failure, Turn turn) {
        become(State.ABANDONED);
        if (call != null) {
            turn.out().fail(call, failure);
        }
    }

    private void become(State next) {
        if (state != State.OPEN) {
            throw new IllegalStateException("instance " + sequence + " ended twice: " + state + ", " + next);
        }
        state = next;
    }
}
