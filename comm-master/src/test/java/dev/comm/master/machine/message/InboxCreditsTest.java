package dev.comm.master.machine.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.Cause;
import dev.comm.api.Limits;
import dev.comm.api.protocol.Content;
import dev.comm.api.protocol.MembershipCommand.Fenced;
import dev.comm.api.protocol.MessageCommand;
import dev.comm.api.protocol.MessageCommand.Message;
import dev.comm.api.protocol.MessageCommand.MessageAsk;
import dev.comm.api.protocol.MessageCommand.MessageCredit;
import dev.comm.core.machine.Call;
import dev.comm.core.machine.ReceiveCall;
import dev.comm.core.machine.Value;
import dev.comm.master.machine.Script;
import java.util.List;
import org.junit.jupiter.api.Test;

class InboxCreditsTest {
    private static final int MESSAGES = 1_000;
    private static final int COST = MessageCommand.MESSAGE_BYTES;
    private static final int FREE = MessageCommand.UNASKED_BYTES;

    private final Script script = Script.running(
            4, config -> config.limits(Limits.builder().messages(MESSAGES).build()));

    @Test
    void c2_creditReturnsWhenTheProgramReceives() {
        sends(1, 0, FREE / COST);
        assertThat(credits(1)).isEmpty();
        receives(1, FREE / COST / 2 - 1);
        assertThat(credits(1)).as("less than a half is not worth a frame").isEmpty();
        receives(1, 1);
        assertThat(credits(1)).containsExactly(FREE / 2L);
        assertThat(script.rank(1).got(MessageCredit.class)).noneMatch(MessageCredit::answer);
    }

    @Test
    void c2_aMessageThatIsAwaitedReturnsItsCreditAtOnce() {
        Call<Value> receive = script.submit(new ReceiveCall(0, 1, 0, Script.SECOND));
        sends(1, FREE, 1);
        assertThat(receive.completion().isDone()).isTrue();
        assertThat(credits(1)).containsExactly((long) FREE + COST);
    }

    @Test
    void c2_aSenderOfMessagesThatNobodyReceivesWaitsAndLives() {
        long allowed = FREE / COST;
        long sent = 0;
        while (allowed > 0) {
            sends(1, 0, (int) allowed);
            sent += allowed;
            int answers = credits(1).size();
            asks(1, 100L * COST);
            allowed = credits(1).size() == answers ? 0 : 100;
        }
        assertThat(sent).isBetween((long) MESSAGES, MESSAGES + 100L);
        assertThat(fenced(1)).isEmpty();

        receives(1, (int) (sent - MESSAGES + 1));
        assertThat(credits(1)).as("there is space again").endsWith(100L * COST);
        sends(1, 0, 100);
        assertThat(fenced(1)).isEmpty();
    }

    @Test
    void b10_oneSenderDoesNotTakeTheCreditOfAnother() {
        asks(1, Long.MAX_VALUE);
        assertThat(credits(1)).hasSize(1);
        sends(2, 0, FREE / COST);
        asks(2, COST);
        assertThat(credits(2)).as("while the grant of rank 1 is unused").isEmpty();
        script.afterWithLife(3 * Script.SECOND, script.rank(1), script.rank(2), script.rank(3));
        assertThat(credits(2)).containsExactly((long) COST);
    }

    @Test
    void c2_aLargeMessageNeedsNoRequest() {
        sends(1, 10 << 20, 1);
        assertThat(fenced(1)).isEmpty();
        sends(1, 0, 1);
        assertThat(fenced(1)).as("the next message needs a request").containsExactly(Cause.PROTOCOL);
        assertThat(fenced(2)).isEmpty();
    }

    @Test
    void c2_grantsThatAreUsedLateDoNotFillTheMemory() {
        int sent = 0;
        while (fenced(1).isEmpty() && sent < 100 * MESSAGES) {
            asks(1, 100L * COST);
            script.afterWithLife(3 * Script.SECOND, script.rank(1), script.rank(2), script.rank(3));
            if (++sent >= 90) {
                sends(1, 0, 100);
            }
        }
        assertThat(fenced(1)).containsExactly(Cause.PROTOCOL);
        assertThat(sent).isLessThan(150);
    }

    @Test
    void c2_whatADepartedSenderLeftUnreadCountsForNobodyElse() {
        sends(1, 0, 10);
        script.rank(1).dies();
        receives(1, 10);
        asks(2, COST);
        assertThat(credits(2)).containsExactly((long) COST);
    }

    private void sends(int rank, int bytes, int count) {
        Script.Peer source = script.rank(rank);
        Content content = bytes == 0 ? Content.NULL : new Content(Content.Kind.VALUE, 0, bytes);
        for (int i = 0; i < count; i++) {
            Message message = new Message(0, 0, rank, source.incarnation(), 0, Script.MASTER_INCARNATION, content);
            source.says(message, bytes == 0 ? null : Script.value("").payload());
        }
    }

    private void asks(int rank, long bytes) {
        script.rank(rank).says(new MessageAsk(0, Script.MASTER_INCARNATION, bytes));
    }

    private void receives(int rank, int count) {
        for (int i = 0; i < count; i++) {
            Call<Value> receive = script.submit(new ReceiveCall(0, rank, 0, Script.SECOND));
            assertThat(receive.completion().isDone()).isTrue();
        }
    }

    private List<Long> credits(int rank) {
        return script.rank(rank).got(MessageCredit.class).stream()
                .map(MessageCredit::bytes)
                .toList();
    }

    private List<Cause> fenced(int rank) {
        return script.rank(rank).got(Fenced.class).stream().map(Fenced::cause).toList();
    }
}
