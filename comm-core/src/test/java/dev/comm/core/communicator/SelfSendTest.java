package dev.comm.core.communicator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.CommConfig;
import dev.comm.api.Communicator;
import dev.comm.api.Payload;
import dev.comm.api.View;
import dev.comm.core.machine.Call;
import dev.comm.core.machine.Completion;
import dev.comm.core.machine.JoinCall;
import dev.comm.core.machine.SendCall;
import dev.comm.core.machine.Value;
import dev.comm.core.value.ReceivedPayload;
import dev.comm.core.value.ValueCodec;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A message of a member to itself crosses no connection, but sender and receiver share no memory. */
class SelfSendTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Queue<Value> messages = new ArrayDeque<>();
    private final Communicator comm = DriverCommunicator.ofAll(session());

    @Test
    void aPayloadStaysItsSendersOwn() {
        Payload received = new ReceivedPayload(new byte[] {1, 2}, OptionalInt.empty(), unused -> null);
        comm.send(3, received);
        comm.send(3, received);
        byte[] first = comm.receive(3, byte[].class, PATIENCE);
        first[0] = 99;
        assertThat(received.bytes()).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2}));
        assertThat(comm.receive(3, byte[].class, PATIENCE)).containsExactly(1, 2);
    }

    @Test
    void anArrayMayChangeWhenTheSendHasEnded() {
        byte[] array = {1, 2};
        comm.send(3, array);
        comm.send(3, ByteBuffer.wrap(array));
        array[0] = 99;
        assertThat(comm.receive(3, byte[].class, PATIENCE)).containsExactly(1, 2);
        assertThat(comm.receive(3, byte[].class, PATIENCE)).containsExactly(1, 2);
    }

    private MembershipSession session() {
        CommConfig config = CommConfig.builder().build();
        LocalMembership membership = new LocalMembership();
        membership.onJoined(new JoinCall.Joined(3, 1, new View(1, 1, new TreeMap<>()), Value.NONE));
        return new MembershipSession(new Mailbox(), new ValueCodec(config), membership, config, Runnable::run);
    }

    /** A driver that gives the sent values to the receiver, in order. */
    private final class Mailbox extends StillDriver {
        @Override
        @SuppressWarnings("unchecked")
        public <R> Completion<R> submit(Call<R> call) {
            if (call instanceof SendCall send) {
                messages.add(send.value());
                call.completion().complete(null);
            } else {
                call.completion().complete((R) messages.remove());
            }
            return call.completion();
        }
    }
}
