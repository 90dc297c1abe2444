package dev.comm.node.machine.work;

import dev.comm.node.machine.membership.NodeStep;
import java.util.ArrayDeque;

/** The overruns of handlers, in order, and the call that waits for the next one (W2). */
final class Overruns {
    private final long graceNanos;
    /**
     * The overruns that no call has taken. There are at most two for each slot, because an attempt has two measures and
     * a slot runs one attempt.
     */
    private final ArrayDeque<Overrun> untold = new ArrayDeque<>();

    private OverrunCall watcher;

    /**
     * Creates the part, without a watcher.
     *
     * @param graceNanos time that a handler has to end after it was interrupted
     */
    Overruns(long graceNanos) {
        this.graceNanos = graceNanos;
    }

    /** Handles the call for the next overrun. An older call ends. */
    void watch(OverrunCall call, NodeStep step) {
        end(step);
        watcher = call;
        tellNext(step);
    }

    /** Cancels an attempt, because no call waits for its result, and gives its handler the grace period to end. */
    void interrupt(Assignment assignment, NodeStep step) {
        if (!assignment.cancelled()) {
            assignment.cancel();
            assignment.endsBefore(step.after(graceNanos));
            tell(new Overrun(assignment, Overrun.Measure.INTERRUPT), step);
        }
    }

    /** Gives up an attempt whose handler did not end. */
    void abandon(Assignment assignment, NodeStep step) {
        tell(new Overrun(assignment, Overrun.Measure.ABANDON), step);
    }

    private void tell(Overrun overrun, NodeStep step) {
        untold.add(overrun);
        tellNext(step);
    }

    private void tellNext(NodeStep step) {
        if (watcher != null && !untold.isEmpty()) {
            OverrunCall told = watcher;
            watcher = null;
            step.out().complete(told, untold.poll());
        }
    }

    /** Ends the waiting call. */
    void end(NodeStep step) {
        if (watcher != null) {
            OverrunCall ended = watcher;
            watcher = null;
            step.out().complete(ended, null);
        }
    }
}
