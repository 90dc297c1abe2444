package dev.comm.master.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.machine.ReceiveCall;
import dev.comm.api.machine.Value;
import dev.comm.api.support.MessageRoom;
import org.junit.jupiter.api.Test;

class InboxTest {
    @Test
    void aReceiveThatHasItsMessageIsForgotten() {
        Turn turn = new Turn();
        turn.begin(0, new Recorder());
        Inbox inbox = new Inbox(turn, new MessageRoom(10, Long.MAX_VALUE));
        ReceiveCall first = new ReceiveCall(1, 0, Script.SECOND);
        ReceiveCall second = new ReceiveCall(1, 0, 2 * Script.SECOND);
        inbox.await(first);
        inbox.await(second);
        inbox.put(1, 0, Value.NULL);
        assertThat(first.completion().isDone()).isTrue();
        assertThat(inbox.nextDeadlineNanos()).as("of the second").isEqualTo(2 * Script.SECOND);
        inbox.put(1, 0, Value.NULL);
        assertThat(second.completion().isDone()).isTrue();
        assertThat(inbox.nextDeadlineNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void c2_thereIsRoomForSoManyMessagesAndForWhatIsAwaited() {
        Turn turn = new Turn();
        turn.begin(0, new Recorder());
        Inbox inbox = new Inbox(turn, new MessageRoom(2, Long.MAX_VALUE));
        inbox.put(1, 0, Value.NULL);
        assertThat(inbox.hasRoom(1, 0)).isTrue();
        inbox.put(1, 0, Value.NULL);
        assertThat(inbox.hasRoom(1, 0)).isFalse();
        inbox.await(new ReceiveCall(2, 0, Script.SECOND));
        assertThat(inbox.hasRoom(2, 0)).isTrue();
        inbox.take(new ReceiveCall(1, 0, Script.SECOND));
        assertThat(inbox.hasRoom(1, 0)).isTrue();
    }
}
