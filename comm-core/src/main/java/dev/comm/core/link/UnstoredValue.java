package dev.comm.core.link;

import dev.comm.api.Payload;
import dev.comm.api.protocol.CollectiveCommand.Arrive;
import dev.comm.api.protocol.CollectiveCommand.Decision;
import dev.comm.api.protocol.CollectiveCommand.Slot;
import dev.comm.api.protocol.Command;
import dev.comm.api.protocol.Content;
import dev.comm.api.protocol.MembershipCommand.Leave;
import dev.comm.api.protocol.MessageCommand.Message;
import dev.comm.api.protocol.WorkCommand.Request;
import dev.comm.api.protocol.WorkCommand.Result;
import dev.comm.api.protocol.WorkCommand.Status;
import dev.comm.core.machine.Event;
import dev.comm.core.machine.UnstoredPayload;
import dev.comm.core.machine.Value;
import dev.comm.core.value.ValueCodec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The replacement of a command whose value this process could not store. The machine receives the same command with an
 * error in place of the value. A part of a collective cannot have an error, because it is acknowledged byte for byte.
 * For such a command the machine receives an event that reports a fault of this process.
 */
final class UnstoredValue {
    private UnstoredValue() {}

    /**
     * Returns the event for the machine in place of the command.
     *
     * @param rank rank of this process, or -1 if the caller does not know the rank
     * @param why text with the cure and the failure
     */
    static Event event(int endpoint, Command command, String why, int rank) {
        Value error = ValueCodec.failure(new IOException(why), rank);
        Command instead = command instanceof Decision decision
                ? failed(decision, error.content())
                : failed(command, error.content());
        if (instead == null) {
            return new Event.OwnFault(endpoint, why);
        }
        Payload bytes = command instanceof Decision decision ? repeated(error.payload(), decision) : error.payload();
        return new Event.Received(
                endpoint, instead, new UnstoredPayload(bytes, command.content().length()));
    }

    private static Command failed(Command command, Content error) {
        if (command instanceof Arrive arrive) {
            return arrive.withContent(error).withParts(List.of());
        }
        if (command instanceof Message m) {
            return new Message(
                    m.communicator(), m.tag(), m.from(), m.fromIncarnation(), m.to(), m.toIncarnation(), error);
        }
        if (command instanceof Request r) {
            return new Request(r.id(), r.attempt(), r.handler(), r.task(), r.timeoutNanos(), error);
        }
        if (command instanceof Result result) {
            return new Result(result.id(), result.attempt(), Status.FAILED, error);
        }
        return command instanceof Leave leave ? new Leave(leave.cause(), leave.detail(), error) : null;
    }

    /**
     * Returns the decision with an error in place of every value that this process does not have. The other members
     * read their values, and the verdict stays the same.
     */
    private static Decision failed(Decision decision, Content error) {
        List<Slot> slots = decision.slots().stream()
                .map(slot -> slot.content().hasPayload() ? new Slot(slot.rank(), error) : slot)
                .toList();
        int count = count(decision);
        Content all = count == 1 ? error : new Content(Content.Kind.VALUE, 0, count * error.length());
        return decision.toBuilder().returned(slots, all).build();
    }

    private static Payload repeated(Payload error, Decision decision) {
        int count = count(decision);
        ByteBuffer bytes = ByteBuffer.allocate((int) (count * error.length()));
        for (int i = 0; i < count; i++) {
            bytes.put(error.bytes());
        }
        return Payload.of(bytes.flip());
    }

    private static int count(Decision decision) {
        int count = (int) decision.slots().stream()
                .filter(slot -> slot.content().hasPayload())
                .count();
        return Math.max(1, count);
    }
}
