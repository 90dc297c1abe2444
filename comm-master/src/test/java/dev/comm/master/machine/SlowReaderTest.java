package dev.comm.master.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.protocol.CollectiveCommand.Decision;
import dev.comm.api.protocol.CollectiveCommand.Part;
import dev.comm.api.protocol.CollectiveKind;
import dev.comm.api.protocol.Command;
import dev.comm.core.machine.CollectiveCall;
import dev.comm.core.machine.Value;
import dev.comm.core.testing.Effect;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The frames that a master passes to the connection of a member that neither reads nor writes are bounded (C2, R4). */
class SlowReaderTest {
    private final Script script = Script.running(4);
    private final int window = script.config.limits().openCollectives();

    @Test
    void c2_noMorePartsWaitThanCollectivesMayBeOpenAndAllShareTheBytes() {
        Value value = Script.value("much");
        for (int i = 0; i < window; i++) {
            assertThat(script.call(CollectiveKind.DISTRIBUTE, value)
                            .completion()
                            .isDone())
                    .isFalse();
        }
        CollectiveCall more = script.call(CollectiveKind.DISTRIBUTE, value);
        assertThat(more.completion().isDone()).as("the call waits for space").isFalse();
        assertThat(sent(Part.class))
                .hasSize(3 * window)
                .allSatisfy(each -> assertThat(each.payload()).isSameAs(value.payload()));
    }

    @Test
    void c2_noMoreVerdictsWaitThanTheMemberArrivedAtAndAllShareTheBytes() {
        for (int sequence = 0; sequence < 2 * window; sequence++) {
            for (int rank = 1; rank <= (sequence < window ? 3 : 2); rank++) {
                script.rank(rank).gives(sequence, CollectiveKind.ALL_GATHER, "from " + rank);
            }
            script.call(CollectiveKind.ALL_GATHER, Script.value("from 0"));
        }
        assertThat(script.rank(3).got(Decision.class)).hasSize(window);
        List<Effect.Sent> first = sent(Decision.class).subList(0, 3);
        assertThat(first)
                .allSatisfy(
                        each -> assertThat(each.payload()).isSameAs(first.get(0).payload()));
    }

    private List<Effect.Sent> sent(Class<? extends Command> type) {
        return script.recorder.all(Effect.Sent.class).stream()
                .filter(each -> type.isInstance(each.command()))
                .toList();
    }
}
