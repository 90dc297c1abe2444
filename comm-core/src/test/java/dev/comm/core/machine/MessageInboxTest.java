package dev.comm.core.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessageInboxTest {
    private static final long SECOND = 1_000_000_000;
    private static final long LIFE = 5;
    private static final Failure LOST = new Failure(Failure.Kind.MEMBER_LOST, "gone");

    private final Outbox out = outbox();

    @Test
    void p1_messagesOfASourceAndTagComeInOrder() {
        MessageInbox inbox = inbox(10);
        Value second = message();
        inbox.put(at(1, 0), Value.NULL, out);
        inbox.put(at(1, 0), second, out);
        assertThat(inbox.take(receive(1, 7), out)).as("of another tag").isFalse();
        assertThat(inbox.take(receive(2, 0), out)).as("of another rank").isFalse();
        ReceiveCall first = receive(1, 0);
        ReceiveCall next = receive(1, 0);
        assertThat(inbox.take(first, out)).isTrue();
        assertThat(inbox.take(next, out)).isTrue();
        assertThat(first.completion().result()).isSameAs(Value.NULL);
        assertThat(next.completion().result()).isSameAs(second);
        assertThat(inbox.take(receive(1, 0), out)).isFalse();
    }

    @Test
    void aReceiveThatHasItsMessageIsForgotten() {
        MessageInbox inbox = inbox(10);
        ReceiveCall first = receive(1, 0);
        ReceiveCall second = receive(1, 0);
        inbox.await(first, LIFE, 0);
        inbox.await(second, LIFE, SECOND);
        inbox.put(at(1, 0), Value.NULL, out);
        assertThat(first.completion().isDone()).isTrue();
        assertThat(inbox.nextDeadlineNanos()).as("of the second").isEqualTo(2 * SECOND);
        inbox.put(at(1, 0), Value.NULL, out);
        assertThat(second.completion().isDone()).isTrue();
        assertThat(inbox.nextDeadlineNanos()).isEqualTo(Nanos.NEVER);
    }

    @Test
    void p1_aReceiveTakesOnlyMessagesOfItsCommunicator() {
        MessageInbox inbox = inbox(10);
        Value ofDuplicate = message();
        inbox.put(new MessageInbox.Address(2, 1, 0), ofDuplicate, out);
        ReceiveCall call = receive(1, 0);
        assertThat(inbox.take(call, out)).isFalse();
        inbox.await(call, LIFE, 0);
        assertThat(inbox.line(SECOND)).endsWith("; messages of that rank in other communicators: 1");
        ReceiveCall duplicate = new ReceiveCall(2, 1, 0, SECOND);
        assertThat(inbox.take(duplicate, out)).isTrue();
        assertThat(duplicate.completion().result()).isSameAs(ofDuplicate);
        assertThat(call.completion().isDone()).isFalse();
        inbox.end(1, LIFE, LOST, out);
        assertThat(call.completion().failure()).isSameAs(LOST);
    }

    @Test
    void b6_aReceiveFailsAtItsDeadline() {
        MessageInbox inbox = inbox(10);
        ReceiveCall late = receive(1, 0);
        ReceiveCall soon = receive(1, 0);
        inbox.await(late, LIFE, SECOND);
        inbox.await(soon, LIFE, 0);
        inbox.onDeadline(SECOND - 1, out);
        assertThat(soon.completion().isDone()).isFalse();
        inbox.onDeadline(SECOND, out);
        assertThat(soon.completion().failure().kind()).isEqualTo(Failure.Kind.TIMEOUT);
        assertThat(soon.completion().failure().detail()).contains("rank 1", "tag 0", "1000 ms");
        assertThat(late.completion().isDone()).isFalse();
        inbox.put(at(1, 0), Value.NULL, out);
        assertThat(late.completion().result()).isSameAs(Value.NULL);
    }

    @Test
    void p1_onlyReceivesOfTheLifeThatEndedFail() {
        MessageInbox inbox = inbox(10);
        List<ReceiveCall> calls = List.of(receive(1, 0), receive(1, 0), receive(2, 0), receive(1, 3));
        inbox.await(calls.get(0), LIFE, 0);
        inbox.await(calls.get(1), LIFE + 1, 0);
        inbox.await(calls.get(2), LIFE, 0);
        inbox.await(calls.get(3), LIFE, 0);
        inbox.end(1, LIFE, LOST, out);
        assertThat(calls.stream().map(call -> call.completion().failure())).containsExactly(LOST, null, null, LOST);
        inbox.endAll(LOST, out);
        assertThat(calls).allMatch(call -> call.completion().failure() == LOST);
        assertThat(inbox.nextDeadlineNanos()).isEqualTo(Nanos.NEVER);
    }

    @Test
    void c2_thereIsRoomForSoManyMessagesAndForWhatIsAwaited() {
        MessageInbox inbox = inbox(2);
        inbox.put(at(1, 0), Value.NULL, out);
        assertThat(inbox.hasRoom(at(1, 0))).isTrue();
        inbox.put(at(1, 0), Value.NULL, out);
        assertThat(inbox.hasRoom(at(1, 0))).isFalse();
        inbox.await(receive(2, 0), LIFE, 0);
        assertThat(inbox.isAwaited(at(2, 0))).isTrue();
        assertThat(inbox.hasRoom(at(2, 0))).isTrue();
        inbox.take(receive(1, 0), out);
        assertThat(inbox.hasRoom(at(1, 0))).isTrue();
    }

    @Test
    void whatIsForgottenTakesNoRoom() {
        MessageInbox inbox = inbox(1);
        inbox.put(at(1, 0), Value.NULL, out);
        List<Value> forgotten = new ArrayList<>();
        inbox.clear(forgotten::add);
        assertThat(forgotten).containsExactly(Value.NULL);
        assertThat(inbox.hasRoom(at(1, 0))).isTrue();
        assertThat(inbox.take(receive(1, 0), out)).isFalse();
    }

    private static MessageInbox inbox(int messages) {
        return new MessageInbox(new MessageQuota(messages, Long.MAX_VALUE), 30 * SECOND);
    }

    private static MessageInbox.Address at(int from, int tag) {
        return new MessageInbox.Address(0, from, tag);
    }

    private static ReceiveCall receive(int from, int tag) {
        return new ReceiveCall(0, from, tag, SECOND);
    }

    private static Value message() {
        return new Value(Value.NULL.content(), null);
    }

    /** Returns an outbox that ends calls, each once. */
    private static Outbox outbox() {
        return (Outbox) Proxy.newProxyInstance(
                Outbox.class.getClassLoader(), new Class<?>[] {Outbox.class}, (self, method, given) -> {
                    end((Call<?>) given[0], given[1]);
                    return null;
                });
    }

    @SuppressWarnings("unchecked")
    private static void end(Call<?> call, Object end) {
        assertThat(call.completion().isDone()).as("ends twice").isFalse();
        if (end instanceof Failure failure) {
            call.completion().fail(failure);
        } else {
            ((Call<Object>) call).completion().complete(end);
        }
    }
}
