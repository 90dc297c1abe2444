package dev.comm.node.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.protocol.CollectiveCommand.Arrive;
import dev.comm.api.protocol.CollectiveCommand.Outcome;
import dev.comm.core.machine.CollectiveCall;
import dev.comm.node.machine.collective.CollectivesTest;
import org.junit.jupiter.api.Test;

/** A small decision may overtake a large one. The master keeps the large one until the node has all its bytes. */
class AcknowledgementTest {
    private final Script script = Script.member();

    @Test
    void aDecisionThatOvertakesAnotherDoesNotAcknowledgeIt() {
        script.submit(CollectivesTest.barrier());
        script.submit(CollectivesTest.barrier());
        script.receive(CollectivesTest.decision(1, Outcome.SUCCESS));
        script.submit(CollectivesTest.barrier());
        script.receive(CollectivesTest.decision(0, Outcome.SUCCESS));
        script.submit(CollectivesTest.barrier());
        assertThat(script.out.commands(Arrive.class)).extracting(Arrive::acked).containsExactly(-1L, -1L, -1L, 1L);
    }

    @Test
    void theWindowBeginsAtTheFirstThatIsOpen() {
        for (int i = 0; i < 16; i++) {
            script.submit(CollectivesTest.barrier());
        }
        script.receive(CollectivesTest.decision(1, Outcome.SUCCESS));
        CollectiveCall early = script.submit(CollectivesTest.barrier());
        assertThat(early.completion().isDone()).isFalse();
        assertThat(script.out.commands(Arrive.class)).hasSize(16);
        script.receive(CollectivesTest.decision(0, Outcome.SUCCESS));
        assertThat(script.out.commands(Arrive.class)).hasSize(17);
    }
}
