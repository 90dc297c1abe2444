package dev.comm.node.machine;

import dev.comm.api.frame.WorkCommand.Result;
import dev.comm.api.frame.WorkCommand.Status;
import dev.comm.api.machine.Call;
import dev.comm.api.machine.Value;
import dev.comm.node.machine.Assignment.Key;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Answers on their way to the master, and results of tasks that it has not accepted yet. */
final class Answers {
    /** Answers up to this size travel in the control lane, in order with everything else there. */
    private static final long SMALL_BYTES = 1_024;

    private final Map<Key, Assignment> kept = new LinkedHashMap<>();
    private final Set<Shipment> sending = new LinkedHashSet<>();

    /** A large answer; two are never equal. */
    private static final class Shipment {
        private final Call<Void> waiter;

        Shipment(Call<Void> waiter) {
            this.waiter = waiter;
        }

        void arrived(Turn turn) {
            if (waiter != null) {
                turn.out().complete(waiter, null);
            }
        }
    }

    /** Sends the result of an attempt that was worked on; a task's is kept. */
    void send(Assignment assignment, Answer answer, Call<Void> waiter, Turn turn) {
        if (assignment.isTask()) {
            assignment.answered();
            kept.put(assignment.key(), assignment);
        } else {
            assignment.drop();
        }
        ship(assignment, answer.status(), answer.value(), waiter, turn);
    }

    /** Gives back an attempt that has no result. */
    void giveBack(Assignment assignment, Status status, Turn turn) {
        assignment.drop();
        ship(assignment, status, Value.NONE, null, turn);
    }

    private void ship(Assignment assignment, Status status, Value value, Call<Void> waiter, Turn turn) {
        Result result = new Result(assignment.id(), assignment.attempt(), status, value.content());
        if (value.payload() != null && value.payload().length() > SMALL_BYTES) {
            Shipment shipment = new Shipment(waiter);
            sending.add(shipment);
            turn.send(result, value, shipment);
            return;
        }
        turn.send(result, value, null);
        if (waiter != null) {
            turn.out().complete(waiter, null);
        }
    }

    /** The socket took the last byte of something. */
    void sent(Object token, Turn turn) {
        if (token instanceof Shipment shipment && sending.remove(shipment)) {
            shipment.arrived(turn);
        }
    }

    /** The master accepted a result, or does not want it any more. */
    void accepted(Key key) {
        Assignment assignment = kept.remove(key);
        if (assignment != null) {
            assignment.drop();
        }
    }

    boolean isKept(Key key) {
        return kept.containsKey(key);
    }

    /** Whether every result is with the master and every answer with the socket. */
    boolean isEmpty() {
        return kept.isEmpty() && sending.isEmpty();
    }

    void end(Turn turn) {
        kept.clear();
        sending.forEach(shipment -> shipment.arrived(turn));
        sending.clear();
    }
}
