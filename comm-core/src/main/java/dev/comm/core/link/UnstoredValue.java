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
 * Turns a command with a value that this process could not store into the command for the machine: the same command
 * with the error in the place of the value. Without such a place (the part of a collective is acknowledged byte for
 * byte), the machine hears that this process is at fault.
 */
final class UnstoredValue {
    private UnstoredValue() {}

    /**
     * The event in place of the command.
     *
     * @param rank the rank of this process, or -1 if it is not known here
     * @param why the cure and the failure
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
            return arrive.withContent(error);
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

    /** Every value that this process does not have is an error; the others read theirs, so the verdict is the same. */
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
