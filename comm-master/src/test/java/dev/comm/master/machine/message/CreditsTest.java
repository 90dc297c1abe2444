package dev.comm.master.machine.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.Cause;
import dev.comm.api.Limits;
import dev.comm.api.Payload;
import dev.comm.api.protocol.Content;
import dev.comm.api.protocol.MembershipCommand.Fenced;
import dev.comm.api.protocol.MessageCommand;
import dev.comm.api.protocol.MessageCommand.Message;
import dev.comm.api.protocol.MessageCommand.MessageAsk;
import dev.comm.api.protocol.MessageCommand.MessageCredit;
import dev.comm.core.machine.Event;
import dev.comm.core.machine.UnstoredPayload;
import dev.comm.core.testing.Effect;
import dev.comm.master.machine.Script;
import java.util.List;
import org.junit.jupiter.api.Test;

/** C2: bytes that wait for a receiver that does not read stay within the budget, and only the senders to it wait. */
class CreditsTest {
    private static final int FREE = MessageCommand.UNASKED_BYTES;
    private static final int BUDGET = 256 << 10;

    private final Script script = Script.running(5, config -> config.limits(limits()));

    private static Limits limits() {
        return Limits.builder().outboundBytes(BUDGET).build();
    }

    private void sends(int from, int to, long payload) {
        Script.Peer source = script.rank(from);
        Content content = new Content(Content.Kind.VALUE, 0, payload);
        Message message = new Message(
                0, 0, from, source.incarnation(), to, script.rank(to).incarnation(), content);
        source.says(message, Script.value("").payload());
    }

    private void asks(int from, int to, long bytes) {
        script.rank(from).says(new MessageAsk(to, script.rank(to).incarnation(), bytes));
    }

    private List<Long> credits(int rank) {
        return script.rank(rank).got(MessageCredit.class).stream()
                .map(MessageCredit::bytes)
                .toList();
    }

    /** Lets the socket of a receiver take all sent messages. */
    private void reads(int rank) {
        int endpoint = script.rank(rank).endpoint();
        for (Effect.Sent sent : List.copyOf(script.recorder.all(Effect.Sent.class))) {
            if (sent.endpoint() == endpoint && sent.command() instanceof Message) {
                script.step(new Event.Sent(endpoint, sent.token()));
            }
        }
    }

    @Test
    void c2_creditReturnsWhenHalfOfItWasRead() {
        sends(1, 2, FREE / 4);
        reads(2);
        assertThat(credits(1)).as("a quarter is not worth an answer").isEmpty();
        sends(1, 2, FREE / 4);
        assertThat(credits(1)).isEmpty();
        reads(2);
        assertThat(credits(1)).containsExactly(2L * (FREE / 4 + MessageCommand.MESSAGE_BYTES));
        assertThat(script.rank(1).got(MessageCredit.class)).noneMatch(MessageCredit::answer);
    }

    @Test
    void c2_creditReturnsWholeForAMessageThatTheMasterCouldNotStore() {
        int announced = FREE / 2;
        Payload lost = new UnstoredPayload(Payload.of(new byte[300]), announced);
        Content content = new Content(Content.Kind.FAILED, 11, lost.length());
        Script.Peer source = script.rank(1);
        source.says(new Message(0, 0, 1, source.incarnation(), 2, script.rank(2).incarnation(), content), lost);
        reads(2);
        assertThat(credits(1)).containsExactly((long) announced + MessageCommand.MESSAGE_BYTES);
    }

    @Test
    void c2_whoAsksGetsWhatIsMissingWhileThereIsRoom() {
        asks(1, 2, 100_000);
        assertThat(credits(1)).containsExactly(100_000L - FREE);
        assertThat(script.rank(1).got(MessageCredit.class)).allMatch(MessageCredit::answer);
        asks(1, 2, 100_000);
        assertThat(credits(1)).as("the sender has this credit already").containsExactly(100_000L - FREE, 0L);
    }

    @Test
    void c2_whoAsksBeyondTheBudgetWaitsUntilTheReceiverReads() {
        asks(1, 2, BUDGET / 2);
        asks(3, 2, BUDGET / 2);
        asks(4, 2, BUDGET / 2);
        assertThat(credits(3)).hasSize(1);
        assertThat(credits(4)).isEmpty();
        asks(4, 3, BUDGET / 2);
        assertThat(script.rank(4).got(MessageCredit.class))
                .as("credit for another receiver")
                .extracting(MessageCredit::to)
                .containsExactly(3);
        sends(1, 2, BUDGET / 2 - MessageCommand.MESSAGE_BYTES);
        assertThat(credits(4)).hasSize(1);
        reads(2);
        assertThat(script.rank(4).got(MessageCredit.class))
                .extracting(MessageCredit::to)
                .containsExactly(3, 2);
    }

    @Test
    void c2_oneMessageAboveTheBudgetGoesWhenLittleElseIsQueued() {
        asks(1, 2, BUDGET / 2);
        sends(1, 2, BUDGET / 2 - MessageCommand.MESSAGE_BYTES);
        asks(3, 2, 10L * BUDGET);
        assertThat(credits(3)).isEmpty();
        reads(2);
        assertThat(credits(3)).containsExactly(10L * BUDGET - FREE);
    }

    @Test
    void c2_smallMessagesOfOthersDoNotHoldUpALargeOneForEver() {
        sends(1, 2, 100);
        sends(4, 2, 100);
        asks(3, 2, 10L * BUDGET);
        assertThat(credits(3)).containsExactly(10L * BUDGET - FREE);
    }

    @Test
    void b10_aPromiseThatIsNotUsedLapsesAndHoldsAllTheSame() {
        asks(1, 2, BUDGET);
        asks(3, 2, BUDGET / 2);
        assertThat(credits(3)).isEmpty();
        script.afterWithLife(3 * Script.SECOND, script.rank(1), script.rank(2), script.rank(3), script.rank(4));
        assertThat(credits(3)).hasSize(1);
        sends(1, 2, BUDGET - MessageCommand.MESSAGE_BYTES);
        assertThat(script.rank(1).got(Fenced.class)).isEmpty();
    }

    @Test
    void b10_whoSendsMoreThanItsCreditIsLostAlone() {
        sends(1, 2, FREE);
        assertThat(script.rank(1).got(Fenced.class)).extracting(Fenced::cause).containsExactly(Cause.PROTOCOL);
        assertThat(script.rank(2).got(Message.class)).isEmpty();
        assertThat(script.rank(2).got(Fenced.class)).isEmpty();
    }

    @Test
    void c2_manySmallMessagesUnderALargePromiseStayBounded() {
        asks(1, 2, Long.MAX_VALUE);
        int taken = 0;
        while (script.rank(1).got(Fenced.class).isEmpty() && taken < 1_000) {
            sends(1, 2, BUDGET / 4);
            taken++;
        }
        assertThat((long) taken * BUDGET / 4).isLessThan(3L * BUDGET);
    }

    @Test
    void c2_whatADepartedSenderWasPromisedIsFreeForOthers() {
        asks(1, 2, BUDGET);
        asks(3, 2, BUDGET / 2);
        script.rank(1).dies();
        assertThat(credits(3)).hasSize(1);
    }
}
