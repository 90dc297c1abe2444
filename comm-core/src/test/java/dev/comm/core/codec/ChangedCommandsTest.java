package dev.comm.core.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.RankSet;
import dev.comm.api.protocol.CollectiveCommand.Arrive;
import dev.comm.api.protocol.CollectiveCommand.Decision;
import dev.comm.api.protocol.CollectiveCommand.Outcome;
import dev.comm.api.protocol.CollectiveKind;
import dev.comm.api.protocol.Content;
import dev.comm.api.protocol.HandshakeCommand.Hello;
import dev.comm.api.protocol.HandshakeCommand.Join;
import dev.comm.api.spi.Bytes;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A command that is made from another one differs in the changed field only. */
class ChangedCommandsTest {
    private static final Content VALUE = new Content(Content.Kind.VALUE, 0, 8);

    @Test
    void nothingChangesByItself() {
        RandomCommands commands = new RandomCommands(7);
        for (int round = 0; round < 100; round++) {
            Decision decision = commands.next(Decision.class);
            Hello hello = commands.next(Hello.class);
            Join join = commands.next(Join.class);
            assertThat(decision.toBuilder().build()).isEqualTo(decision);
            assertThat(hello.toBuilder().build()).isEqualTo(hello);
            assertThat(join.toBuilder().build()).isEqualTo(join);
        }
    }

    @Test
    void anArrivalKeepsWhatIsNotChanged() {
        Arrive plain = Arrive.of(3, 5, CollectiveKind.BARRIER, 9, 4);
        assertThat(plain).isEqualTo(new Arrive(3, 5, CollectiveKind.BARRIER, "", 0, "", 9, 4, Content.NONE, List.of()));
        assertThat(plain.withName("step").withKind(CollectiveKind.COLLECT).withContent(VALUE))
                .isEqualTo(new Arrive(3, 5, CollectiveKind.COLLECT, "step", 0, "", 9, 4, VALUE, List.of()));
        assertThat(plain.withSequence(6).withAcked(5))
                .isEqualTo(new Arrive(3, 6, CollectiveKind.BARRIER, "", 0, "", 9, 5, Content.NONE, List.of()));
    }

    @Test
    void theArrivalAtABarrierIsNotCopied() {
        Arrive plain = Arrive.of(3, 5, CollectiveKind.BARRIER, 9, 4);
        assertThat(plain.withName("").withContent(Content.NONE)).isSameAs(plain);
    }

    @Test
    void aDecisionKeepsItsStamp() {
        Decision.Stamp stamp = new Decision.Stamp(1, 2, 3, 4);
        Decision success = Decision.returning(stamp, RankSet.of(0, 1), 1, List.of(), Content.NONE);
        assertThat(success).isEqualTo(Decision.of(stamp, Outcome.SUCCESS, RankSet.of(0, 1), 1));
        assertThat(List.of(success.communicator(), success.sequence(), success.term(), success.epoch()))
                .isEqualTo(List.of(1, 2L, 3L, 4L));
        assertThat(success.toBuilder().outcome(Outcome.FAILED).detail("why").build())
                .isEqualTo(Decision.of(stamp, Outcome.FAILED, RankSet.of(0, 1), 1).toBuilder()
                        .detail("why")
                        .build());
    }

    @Test
    void aRegistrationHasTheDefaultPolicies() {
        assertThat(Join.of(1, 2, 16))
                .isEqualTo(new Join(0, -1, 1, 2, 1, 0, "", 0, List.of(), 1, false, 16, Bytes.EMPTY, List.of()));
        assertThat(Hello.of(1, 9, Bytes.EMPTY, List.of("java")).toBuilder()
                        .versions(2, 3)
                        .run(8, 7)
                        .build())
                .isEqualTo(new Hello(2, 3, 0, 8, 7, 1, 9, Bytes.EMPTY, List.of("java")));
    }
}
