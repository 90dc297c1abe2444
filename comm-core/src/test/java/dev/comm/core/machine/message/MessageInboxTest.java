package dev.comm.core.machine.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.Cause;
import dev.comm.api.Departure;
import dev.comm.core.machine.Call;
import dev.comm.core.machine.CommunicatorMembers;
import dev.comm.core.machine.Failure;
import dev.comm.core.machine.Nanos;
import dev.comm.core.machine.Outbox;
import dev.comm.core.machine.ReceiveCall;
import dev.comm.core.machine.ReceiveCall.Address;
import dev.comm.core.machine.Value;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessageInboxTest {
    private static final long SECOND = 1_000_000_000;
    private static final long LIFE = 5;
    private static final Failure LOST = new Failure(Failure.Kind.MEMBER_LOST, "gone");

    private final Outbox out = outbox();
    /** The communicator in which no other member is left, or -1. */
    private int alone = -1;

    @Test
    void p1_messagesOfASourceAndTagComeInOrder() {
        MessageInbox inbox = inbox(10);
        Value second = message();
        inbox.put(at(1, 0), Value.NULL, out);
        inbox.put(at(1, 0), second, out);
        assertThat(inbox.receive(receive(1, 7), LIFE, 0, out))
                .as("of another tag")
                .isFalse();
        assertThat(inbox.receive(receive(2, 0), LIFE, 0, out))
                .as("of another rank")
                .isFalse();
        ReceiveCall first = receive(1, 0);
        ReceiveCall next = receive(1, 0);
        assertThat(inbox.receive(first, LIFE, 0, out)).isTrue();
        assertThat(inbox.receive(next, LIFE, 0, out)).isTrue();
        assertThat(first.completion().result()).isSameAs(Value.NULL);
        assertThat(next.completion().result()).isSameAs(second);
        assertThat(inbox.receive(receive(1, 0), LIFE, 0, out)).isFalse();
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
        inbox.put(new Address(2, 1, 0), ofDuplicate, out);
        ReceiveCall call = receive(1, 0);
        assertThat(inbox.receive(call, LIFE, 0, out)).isFalse();
        inbox.await(call, LIFE, 0);
        assertThat(inbox.line(call, 1, SECOND)).endsWith("; messages of that rank in other communicators: 1");
        ReceiveCall duplicate = new ReceiveCall(2, 1, 0, SECOND);
        assertThat(inbox.receive(duplicate, LIFE, 0, out)).isTrue();
        assertThat(duplicate.completion().result()).isSameAs(ofDuplicate);
        assertThat(call.completion().isDone()).isFalse();
        inbox.end(gone(1), List.of(0), LOST, out);
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
        inbox.end(gone(1), List.of(0), LOST, out);
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
        inbox.receive(receive(1, 0), LIFE, 0, out);
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
        assertThat(inbox.receive(receive(1, 0), LIFE, 0, out)).isFalse();
    }

    @Test
    void p1_aReceiveFromAnyRankTakesWhatArrivedFirst() {
        MessageInbox inbox = inbox(10);
        inbox.put(at(2, 0), Value.NULL, out);
        inbox.put(at(1, 7), message(), out);
        inbox.put(at(1, 0), message(), out);
        inbox.put(at(2, 0), message(), out);
        inbox.receive(receive(2, 0), LIFE, 0, out);
        assertThat(froms(inbox, 3)).as("without the one that was taken").containsExactly(1, 2, null);
        assertThat(inbox.receive(receive(1, 0), LIFE, 0, out))
                .as("taken by the others")
                .isFalse();
        assertThat(inbox.receive(receive(1, 7), LIFE, 0, out))
                .as("of another tag")
                .isTrue();
    }

    @Test
    void p1_aDepartureIsToldOnceAndAfterTheLastMessage() {
        MessageInbox inbox = inbox(10);
        inbox.put(at(1, 0), Value.NULL, out);
        inbox.end(gone(1), List.of(0, 5), LOST, out);
        inbox.put(at(2, 0), Value.NULL, out);
        ReceiveAnyCall first = any(0);
        assertThat(inbox.receive(first, 0, out)).isTrue();
        assertThat(first.completion().result().value()).isSameAs(Value.NULL);
        ReceiveAnyCall second = any(0);
        assertThat(inbox.receive(second, 0, out)).isTrue();
        assertThat(second.completion().result().departure()).isEqualTo(gone(1));
        assertThat(froms(inbox, 2)).containsExactly(2, null);
        ReceiveAnyCall duplicate = new ReceiveAnyCall(5, 3, SECOND);
        assertThat(inbox.receive(duplicate, 0, out))
                .as("in another communicator")
                .isTrue();
        assertThat(duplicate.completion().result().departure()).isEqualTo(gone(1));
    }

    @Test
    void p1_oneOfTheWaitingReceivesTellsADepartureAndTheLastRankEndsThem() {
        MessageInbox inbox = inbox(10);
        ReceiveAnyCall first = any(0);
        ReceiveAnyCall second = any(3);
        inbox.await(first, 0);
        inbox.await(second, 0);
        inbox.end(gone(1), List.of(0), LOST, out);
        assertThat(first.completion().result().departure()).isEqualTo(gone(1));
        assertThat(second.completion().isDone()).isFalse();
        inbox.end(gone(2), List.of(5), LOST, out);
        assertThat(second.completion().isDone()).as("of another communicator").isFalse();
        ReceiveAnyCall third = any(3);
        inbox.await(third, 0);
        alone = 0;
        inbox.end(gone(3), List.of(0), LOST, out);
        assertThat(second.completion().result().departure()).isEqualTo(gone(3));
        assertThat(third.completion().failure()).isEqualTo(CommunicatorMembers.noneLeft());
        assertThat(inbox.nextDeadlineNanos()).isEqualTo(Nanos.NEVER);
    }

    @Test
    void p1_theEarliestOfTheWaitingCallsGetsAMessage() {
        MessageInbox inbox = inbox(10);
        ReceiveAnyCall first = any(0);
        ReceiveCall second = receive(1, 0);
        ReceiveAnyCall third = any(0);
        inbox.await(first, 0);
        inbox.await(second, LIFE, 0);
        inbox.await(third, 0);
        inbox.put(at(1, 0), Value.NULL, out);
        assertThat(first.completion().isDone()).isTrue();
        inbox.put(at(2, 0), Value.NULL, out);
        assertThat(third.completion().result().from()).isEqualTo(2);
        inbox.put(at(1, 0), Value.NULL, out);
        assertThat(second.completion().isDone()).isTrue();
    }

    @Test
    void c2_aLossIsReportedInItsPlace() {
        MessageInbox inbox = inbox(2);
        inbox.put(at(1, 0), Value.NULL, out);
        assertThat(inbox.drop(at(1, 0))).isTrue();
        assertThat(inbox.drop(at(1, 0))).as("is known").isFalse();
        inbox.put(at(2, 0), Value.NULL, out);
        assertThat(inbox.isDropping(at(1, 0))).isTrue();
        assertThat(froms(inbox, 1)).containsExactly(1);
        ReceiveAnyCall loss = any(0);
        assertThat(inbox.receive(loss, 0, out)).isTrue();
        assertThat(loss.completion().failure().kind()).isEqualTo(Failure.Kind.LIMIT);
        assertThat(loss.completion().failure().detail()).contains("rank 1");
        assertThat(inbox.isDropping(at(1, 0))).isFalse();
        assertThat(froms(inbox, 2)).containsExactly(2, null);
    }

    /** Holds a receive, as an exchange does until its own value was sent. */
    @Test
    void p1_aHeldReceiveKeepsItsMessageFromLaterCalls() {
        MessageInbox inbox = inbox(10);
        ReceiveCall held = new ReceiveCall(at(1, 0), 3 * SECOND, 3);
        ReceiveCall later = receive(1, 0);
        ReceiveAnyCall any = any(0);
        inbox.await(held, LIFE, 0);
        inbox.await(later, LIFE, 0);
        inbox.await(any, 0);
        Value first = message();
        inbox.put(at(1, 0), first, out);
        inbox.put(at(1, 0), Value.NULL, out);
        inbox.put(at(1, 0), Value.NULL, out);
        assertThat(inbox.isAwaited(at(1, 0))).as("further ones need room").isFalse();
        assertThat(List.of(held, later, any))
                .noneMatch(call -> call.completion().isDone());
        inbox.end(gone(1), List.of(), LOST, out);
        inbox.proceed(held, out);
        assertThat(held.completion().result()).isSameAs(first);
        assertThat(later.completion().result()).isSameAs(Value.NULL);
        assertThat(any.completion().result().from()).isEqualTo(1);
    }

    /** Lets a receive from any rank take the message on which the last receive counted. */
    @Test
    void p1_aDepartureEndsAReceiveThatWaitedBehindOthers() {
        MessageInbox inbox = inbox(10);
        ReceiveCall held = new ReceiveCall(at(1, 0), SECOND, 3);
        inbox.await(held, LIFE, 0);
        ReceiveAnyCall any = any(0);
        inbox.await(any, 0);
        inbox.put(at(1, 0), Value.NULL, out);
        inbox.put(at(1, 0), message(), out);
        ReceiveCall behind = receive(1, 0);
        assertThat(inbox.receive(behind, LIFE, 0, out)).isTrue();
        inbox.proceed(held, out);
        assertThat(held.completion().isDone()).isTrue();
        assertThat(any.completion().isDone()).isTrue();
        assertThat(behind.completion().isDone()).isFalse();
        inbox.end(gone(1), List.of(0), LOST, out);
        assertThat(behind.completion().failure()).isSameAs(LOST);
    }

    /** Lets a receive from any rank take the message of a receive that waits behind it, after the departure. */
    @Test
    void p1_aReceiveThatLosesItsMessageAfterTheDepartureEnds() {
        MessageInbox inbox = inbox(10);
        ReceiveCall held = new ReceiveCall(at(1, 0), SECOND, 3);
        inbox.await(held, LIFE, 0);
        ReceiveAnyCall any = any(0);
        inbox.await(any, 0);
        inbox.put(at(1, 0), Value.NULL, out);
        inbox.put(at(1, 0), message(), out);
        ReceiveCall behind = receive(1, 0);
        inbox.await(behind, LIFE, 0);
        inbox.end(gone(1), List.of(0), LOST, out);
        ReceiveCall last = receive(1, 0);
        assertThat(inbox.receive(last, 0, 0, out)).isFalse();
        assertThat(behind.completion().isDone()).as("two messages are left").isFalse();
        inbox.proceed(held, out);
        assertThat(any.completion().result().from()).isEqualTo(1);
        assertThat(behind.completion().failure()).isSameAs(LOST);
        assertThat(froms(inbox, 2)).as("the departure").containsExactly(1, null);
    }

    @Test
    void p1_aDepartureIsToldAfterTheMessageThatAWithdrawnExchangeGivesBack() {
        MessageInbox inbox = inbox(10);
        ReceiveCall held = new ReceiveCall(at(1, 0), SECOND, 3);
        ReceiveAnyCall first = any(0);
        ReceiveAnyCall second = any(0);
        ReceiveAnyCall third = any(0);
        inbox.await(held, LIFE, 0);
        inbox.await(first, 0);
        inbox.await(second, 0);
        inbox.put(at(1, 0), Value.NULL, out);
        alone = 0;
        inbox.end(gone(1), List.of(0), LOST, out);
        assertThat(first.completion().isDone()).as("a message may be left").isFalse();
        assertThat(inbox.receive(third, 0, out)).as("it waits").isTrue();
        inbox.withdraw(held, out);
        assertThat(first.completion().result().value()).isSameAs(Value.NULL);
        assertThat(second.completion().result().departure()).isEqualTo(gone(1));
        assertThat(third.completion().failure()).isEqualTo(CommunicatorMembers.noneLeft());
    }

    @Test
    void p1_anotherDepartureDoesNotWaitForAMessageThatAnExchangeKeeps() {
        MessageInbox inbox = inbox(10);
        inbox.await(new ReceiveCall(at(1, 0), SECOND, 3), LIFE, 0);
        inbox.put(at(1, 0), Value.NULL, out);
        inbox.end(gone(1), List.of(0), LOST, out);
        inbox.end(gone(2), List.of(0), LOST, out);
        assertThat(froms(inbox, 1)).containsExactly(2);
        ReceiveAnyCall ofAnotherTag = any(7);
        assertThat(inbox.receive(ofAnotherTag, 0, out)).isTrue();
        assertThat(ofAnotherTag.completion().result().departure()).isEqualTo(gone(1));
    }

    @Test
    void c2_aReceiveBehindAHeldOneIsToldALossBeforeTheNextMessage() {
        MessageInbox inbox = inbox(1);
        ReceiveCall held = new ReceiveCall(at(1, 0), SECOND, 3);
        ReceiveCall behind = receive(1, 0);
        ReceiveCall last = receive(1, 0);
        inbox.await(held, LIFE, 0);
        inbox.await(behind, LIFE, 0);
        inbox.put(at(1, 0), Value.NULL, out);
        inbox.drop(at(1, 0));
        assertThat(inbox.receive(last, LIFE, 0, out)).as("it waits in its turn").isTrue();
        ReceiveAnyCall any = any(0);
        assertThat(inbox.receive(any, 0, out)).as("it waits too").isTrue();
        inbox.proceed(held, out);
        assertThat(held.completion().result()).isSameAs(Value.NULL);
        assertThat(behind.completion().failure().kind()).isEqualTo(Failure.Kind.LIMIT);
        assertThat(List.of(last, any)).noneMatch(call -> call.completion().isDone());
        assertThat(inbox.isAwaited(at(1, 0))).isTrue();
    }

    @Test
    void c2_aWithdrawnExchangeLeavesALossToTheNextReceive() {
        MessageInbox inbox = inbox(1);
        ReceiveCall held = new ReceiveCall(at(1, 0), SECOND, 3);
        inbox.drop(at(1, 0));
        assertThat(inbox.receive(held, LIFE, 0, out)).isTrue();
        assertThat(held.completion().isDone()).as("it fails only in its turn").isFalse();
        assertThat(inbox.isAwaited(at(1, 0)))
                .as("the next message comes after the loss")
                .isFalse();
        inbox.withdraw(held, out);
        ReceiveCall next = receive(1, 0);
        assertThat(inbox.receive(next, LIFE, 0, out)).isTrue();
        assertThat(next.completion().failure().kind()).isEqualTo(Failure.Kind.LIMIT);
    }

    @Test
    void p1_aWithdrawnReceiveTakesNoMessage() {
        MessageInbox inbox = inbox(10);
        ReceiveCall held = new ReceiveCall(at(1, 0), SECOND, 3);
        inbox.put(at(1, 0), Value.NULL, out);
        assertThat(inbox.receive(held, LIFE, 0, out))
                .as("it waits in its place")
                .isTrue();
        assertThat(held.completion().isDone()).isFalse();
        ReceiveCall later = receive(1, 0);
        inbox.await(later, LIFE, 0);
        inbox.withdraw(held, out);
        assertThat(held.completion().failure().kind()).isEqualTo(Failure.Kind.ILLEGAL_STATE);
        assertThat(later.completion().result()).isSameAs(Value.NULL);
        ReceiveAnyCall any = any(0);
        inbox.await(any, 0);
        inbox.withdraw(any, out);
        inbox.withdraw(any, out);
        inbox.proceed(held, out);
        inbox.put(at(1, 0), Value.NULL, out);
        assertThat(any.completion().failure()).isNotNull();
        assertThat(froms(inbox, 2)).containsExactly(1, null);
    }

    @Test
    void b6_aHeldReceiveEndsAtItsDeadlineAndLeavesItsMessage() {
        MessageInbox inbox = inbox(10);
        ReceiveCall held = new ReceiveCall(at(1, 0), SECOND, 3);
        inbox.await(held, LIFE, 0);
        inbox.put(at(1, 0), Value.NULL, out);
        inbox.onDeadline(SECOND, out);
        assertThat(held.completion().failure().kind()).isEqualTo(Failure.Kind.TIMEOUT);
        assertThat(held.completion().failure().detail()).contains("was not sent to rank 3 in time");
        assertThat(froms(inbox, 2)).containsExactly(1, null);
    }

    @Test
    void aClosedCommunicatorLeavesNothing() {
        MessageInbox inbox = inbox(10);
        ReceiveCall held = new ReceiveCall(at(1, 0), SECOND, 3);
        ReceiveCall later = receive(1, 0);
        inbox.await(held, LIFE, 0);
        inbox.await(later, LIFE, 0);
        inbox.put(at(1, 0), Value.NULL, out);
        inbox.drop(at(2, 0));
        inbox.end(gone(3), List.of(0), LOST, out);
        List<Value> freed = new ArrayList<>();
        inbox.forget(0, LOST, freed::add, out);
        assertThat(freed).containsExactly(Value.NULL);
        assertThat(List.of(held, later)).allMatch(call -> call.completion().failure() == LOST);
        assertThat(froms(inbox, 1)).as("no message, loss or departure").containsExactly((Integer) null);
    }

    @Test
    void aBoundedNumberOfDeparturesIsKept() {
        MessageInbox inbox = inbox(10);
        for (int i = 0; i <= UntoldDepartures.KEPT_MAX; i++) {
            inbox.end(gone(i), List.of(0), LOST, out);
        }
        assertThat(froms(inbox, 2)).containsExactly(1, 2);
    }

    @Test
    void w1_aReceiveFromAnyRankSaysForHowManyItWaits() {
        MessageInbox inbox = inbox(10);
        inbox.put(at(1, 7), Value.NULL, out);
        inbox.put(new Address(3, 2, 0), Value.NULL, out);
        ReceiveAnyCall call = any(0);
        inbox.await(call, 0);
        assertThat(inbox.takeLine(30 * SECOND)).isSameAs(call);
        assertThat(inbox.line(call, 3, 30 * SECOND))
                .isEqualTo("receiveAny waits for any of 3 ranks under tag 0 for 30 s; messages under other tags: 1"
                        + "; messages in other communicators: 1");
        inbox.onDeadline(SECOND, out);
        assertThat(call.completion().failure().detail()).contains("of any rank under tag 0 came within 1000 ms");
    }

    /** Returns the ranks of the next messages, with null where none is left. */
    private List<Integer> froms(MessageInbox inbox, int count) {
        List<Integer> froms = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ReceiveAnyCall call = any(0);
            froms.add(
                    inbox.receive(call, 0, out)
                            ? (Integer) call.completion().result().from()
                            : null);
        }
        return froms;
    }

    private static ReceiveAnyCall any(int tag) {
        return new ReceiveAnyCall(0, tag, SECOND);
    }

    private static Departure gone(int rank) {
        return new Departure(rank, LIFE, Cause.CLOSED, "");
    }

    private MessageInbox inbox(int messages) {
        return new MessageInbox(new MessageQuota(messages, Long.MAX_VALUE), 30 * SECOND, id -> id == alone);
    }

    private static Address at(int from, int tag) {
        return new Address(0, from, tag);
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
