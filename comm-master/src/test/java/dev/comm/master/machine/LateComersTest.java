package dev.comm.master.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.comm.api.Cause;
import dev.comm.api.DeadlinePolicy;
import dev.comm.api.Payload;
import dev.comm.api.protocol.CollectiveCommand.Arrive;
import dev.comm.api.protocol.CollectiveCommand.CallSite;
import dev.comm.api.protocol.CollectiveCommand.Decision;
import dev.comm.api.protocol.CollectiveCommand.Outcome;
import dev.comm.api.protocol.CollectiveKind;
import dev.comm.api.protocol.Content;
import dev.comm.core.machine.CollectiveCall;
import dev.comm.core.machine.LeaveCall;
import dev.comm.core.machine.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Members that arrive late at a collective call, or can never take part in it. */
class LateComersTest {
    @Test
    void d1_aValueThatCannotBeReadFailsTheCallAndBlamesNobody() {
        Script script = Script.running(3, settings -> settings.onDeadline(DeadlinePolicy.EXCLUDE));
        Payload unreadable = mock();
        when(unreadable.length()).thenReturn(10L);
        when(unreadable.slice(0, 10)).thenThrow(new UncheckedIOException(new IOException("the disk is gone")));
        Value value = new Value(new Content(Content.Kind.VALUE, 0, 10), unreadable);
        CollectiveCall call = script.call(CollectiveKind.DISTRIBUTE, value);
        script.rank(1).arrives(0, CollectiveKind.DISTRIBUTE);
        script.rank(2).arrives(0, CollectiveKind.DISTRIBUTE);
        script.compute();
        Decision decision = call.completion().result().decision();
        assertThat(decision.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(decision.detail()).contains("the disk is gone");
        assertThat(decision.survivors()).containsExactly(0, 1, 2);
    }

    @Test
    void b4_aNewcomerHasItsWholeWindowWhileOthersAreOpen() {
        Script script = Script.serving(settings -> settings);
        script.join(1);
        for (int i = 0; i < 10; i++) {
            script.call(CollectiveKind.BARRIER);
        }
        Script.Peer newcomer = script.join(2);
        for (int sequence = 10; sequence < 26; sequence++) {
            newcomer.arrives(sequence, CollectiveKind.BARRIER);
        }
        assertThat(newcomer.isFinished()).isFalse();
        newcomer.arrives(26, CollectiveKind.BARRIER);
        assertThat(newcomer.isFinished()).as("ended after one call too many").isTrue();
    }

    @Test
    void aDuplicateIsForThoseWhoMadeIt() {
        Script script = Script.serving(settings -> settings);
        script.join(1);
        CollectiveCall dup = script.call(CollectiveKind.DUP);
        script.join(2);
        script.rank(1).arrives(0, CollectiveKind.DUP);
        int created = dup.completion().result().decision().created();
        CollectiveCall barrier = new CollectiveCall(
                new CollectiveCall.Key(created, CollectiveKind.BARRIER, "", ""),
                Script.SECOND,
                List.of(),
                null,
                () -> "Main.java:8");
        script.submit(barrier);
        script.rank(1).says(Arrive.of(created, 0, CollectiveKind.BARRIER, Script.SECOND, -1));
        assertThat(barrier.completion().isDone()).isTrue();
        assertThat(barrier.completion().result().decision().survivors()).containsExactly(0, 1);
    }

    @Test
    void b1_allWhoArriveAtABrokenCommunicatorHearTheSame() {
        Script script = Script.running(4);
        script.call(CollectiveKind.BARRIER);
        script.rank(1).arrives(0, CollectiveKind.COLLECT);
        script.rank(1).says(new CallSite(0, 0, "A.java:1"));
        script.compute();
        assertThat(script.rank(1).decision(0).outcome()).isEqualTo(Outcome.MISMATCH);
        script.rank(1).arrives(1, CollectiveKind.BARRIER);
        script.rank(3).dies();
        script.rank(2).arrives(1, CollectiveKind.BARRIER);
        assertThat(script.rank(2).decision(1)).isEqualTo(script.rank(1).decision(1));
    }

    @Test
    void anInstanceThatNobodyReachedIsExcludedFromToo() {
        Script script = Script.running(3, settings -> settings.onDeadline(DeadlinePolicy.EXCLUDE));
        script.submit(new LeaveCall(Cause.LEFT, "", Value.NONE, Script.SECOND));
        script.rank(1).says(Arrive.of(0, 1, CollectiveKind.BARRIER, 500 * Script.MILLI, -1));
        script.afterWithLife(Script.SECOND, script.rank(1), script.rank(2));
        assertThat(script.rank(2).isFinished()).isTrue();
    }
}
