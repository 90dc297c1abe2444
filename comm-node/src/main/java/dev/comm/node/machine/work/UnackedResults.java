package dev.comm.node.machine.work;

import dev.comm.api.protocol.Content;
import dev.comm.api.protocol.WorkCommand.Result;
import dev.comm.api.protocol.WorkCommand.Status;
import dev.comm.core.machine.Call;
import dev.comm.core.machine.Value;
import dev.comm.node.machine.membership.NodeStep;
import dev.comm.node.machine.work.Assignment.Key;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** The answers in transit to the master, and the task results that the master has not accepted yet. */
final class UnackedResults {
    /** The maximum size of an answer that uses the control lane, where it stays in order with the other frames. */
    private static final long SMALL_BYTES = 1_024;

    private final Map<Key, Assignment> kept = new LinkedHashMap<>();
    private final Set<Shipment> sending = new LinkedHashSet<>();

    /** The token of a large answer. Two tokens are never equal. */
    private static final class Shipment {
        private final Key key;
        private final Call<Void> waiter;

        Shipment(Key key, Call<Void> waiter) {
            this.key = key;
            this.waiter = waiter;
        }

        void arrived(NodeStep step) {
            if (waiter != null) {
                step.out().complete(waiter, null);
            }
        }
    }

    /** Sends the result of an attempt. Stores the attempt if it is a task. */
    void send(Assignment assignment, AttemptResult answer, Call<Void> waiter, NodeStep step) {
        if (assignment.isTask()) {
            assignment.answered();
            kept.put(assignment.key(), assignment);
        } else {
            assignment.drop();
        }
        ship(assignment, answer.status(), answer.value(), waiter, step);
    }

    /** Returns an attempt without a result to the master. */
    void giveBack(Assignment assignment, Status status, NodeStep step) {
        assignment.drop();
        ship(assignment, status, Value.NONE, null, step);
    }

    private void ship(Assignment assignment, Status status, Value value, Call<Void> waiter, NodeStep step) {
        Result result = new Result(assignment.id(), assignment.attempt(), status, value.content());
        if (value.payload() != null && value.payload().length() > SMALL_BYTES) {
            Shipment shipment = new Shipment(assignment.key(), waiter);
            sending.add(shipment);
            step.send(result, value, shipment);
            return;
        }
        step.send(result, value, null);
        if (waiter != null) {
            step.out().complete(waiter, null);
        }
    }

    /** Records that the socket took the last byte of an answer. */
    void sent(Object token, NodeStep step) {
        if (token instanceof Shipment shipment && sending.remove(shipment)) {
            shipment.arrived(step);
        }
    }

    /** Discards a result that the master accepted or does not need. */
    void accepted(Key key) {
        Assignment assignment = kept.remove(key);
        if (assignment != null) {
            assignment.drop();
        }
    }

    /**
     * Returns an attempt to the master, because the master still waits for its result. The handler may have changed the
     * bytes of the result since, so the result is not sent again. If the socket has not taken the whole result yet, it
     * is still in transit and nothing is done.
     */
    void asked(Key key, NodeStep step) {
        if (sending.stream().noneMatch(shipment -> shipment.key.equals(key))) {
            accepted(key);
            step.send(new Result(key.id(), key.attempt(), Status.RETURNED, Content.NONE));
        }
    }

    boolean isKept(Key key) {
        return kept.containsKey(key);
    }

    /** Returns whether the socket has taken every answer. */
    boolean areSent() {
        return sending.isEmpty();
    }

    void end(NodeStep step) {
        kept.clear();
        sending.forEach(shipment -> shipment.arrived(step));
        sending.clear();
    }
}
