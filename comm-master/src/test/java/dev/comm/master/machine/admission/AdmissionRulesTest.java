package dev.comm.master.machine.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.CommConfig;
import dev.comm.api.RunId;
import dev.comm.api.protocol.HandshakeCommand.Hello;
import dev.comm.api.protocol.HandshakeCommand.Join;
import dev.comm.api.protocol.HandshakeCommand.Rejected;
import dev.comm.api.protocol.HandshakeCommand.Rejected.Reason;
import dev.comm.api.spi.Bytes;
import dev.comm.master.machine.membership.MasterSettings;
import dev.comm.master.machine.membership.TeamKind;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdmissionRulesTest {
    private static final Bytes DIGEST = Bytes.of(new byte[] {1, 2, 3});

    private final AdmissionRules admission = new AdmissionRules(
            new MasterSettings(TeamKind.SERVE, CommConfig.builder().build(), new RunId(1, 2), 1, 7, "master", DIGEST));

    @Test
    void l1_aNodeThatOnlyUsesBuiltInFormsNeedsNoSerializer() {
        Hello plain = hello(List.of());
        assertThat(admission.refusal(plain)).isNull();
        assertThat(admission.serializer(plain)).isEmpty();
        assertThat(admission.refusal(plain, join(Bytes.EMPTY))).isNull();
    }

    @Test
    void l1_aNodeThatUsesTheSerializerNeedsTheSameTypes() {
        Hello java = hello(List.of("other", "java"));
        assertThat(admission.refusal(java)).isNull();
        assertThat(admission.serializer(java)).isEqualTo("java");
        assertThat(admission.refusal(java, join(DIGEST))).isNull();
        assertThat(admission.refusal(java, join(Bytes.EMPTY)).reason()).isEqualTo(Reason.SERIALIZER);
    }

    @Test
    void l1_aNodeWithAnotherSerializerIsRefused() {
        assertThat(admission.difference(hello(List.of("kryo"))).reason()).isEqualTo(Reason.SERIALIZER);
    }

    /** Refuses a node whose team has another size. Size 0 means that a side accepts any size. */
    @ParameterizedTest
    @CsvSource({"4, 4, true", "4, 0, true", "0, 4, true", "0, 0, true", "4, 3, false", "4, 5, false"})
    void l1_aNodeOfATeamOfAnotherSizeIsRefused(int here, int there, boolean accepted) {
        CommConfig config = CommConfig.builder().size(here).build();
        AdmissionRules rules =
                new AdmissionRules(new MasterSettings(TeamKind.SERVE, config, new RunId(1, 2), 1, 7, "master", DIGEST));

        Rejected refusal = rules.refusal(
                hello(List.of()), join(Bytes.EMPTY).toBuilder().size(there).build());

        if (accepted) {
            assertThat(refusal).isNull();
        } else {
            assertThat(refusal.reason()).isEqualTo(Reason.POLICY);
            assertThat(refusal.detail())
                    .isEqualTo("set the same size on all members: it is 4 at the master and " + there + " at the node");
        }
    }

    @Test
    void aDeadTimeoutHoldsUpToFourTimesThatOfTheMaster() {
        long own = 15_000_000_000L;
        assertThat(admission.deadNanos(timed(1, own - 1))).isEqualTo(own);
        assertThat(admission.deadNanos(timed(1, 2 * own))).isEqualTo(2 * own);
        assertThat(admission.deadNanos(timed(1, 3_155_760_000_000_000_000L))).isEqualTo(4 * own);
    }

    @Test
    void aHeartbeatThatIsNotBelowTheDeadTimeoutIsRefusedWithTheCure() {
        long most = 60_000_000_000L;
        assertThat(refusal(timed(most - 1, Long.MAX_VALUE))).isNull();
        assertThat(refusal(timed(most, Long.MAX_VALUE)).reason()).isEqualTo(Reason.POLICY);
        assertThat(refusal(timed(most, Long.MAX_VALUE)).detail()).startsWith("lower the heartbeat of the node");
    }

    @Test
    void slotsAndLabelsOutOfBoundsAreRefusedWithTheCure() {
        assertThat(refusal(join(Bytes.EMPTY).toBuilder().slots(65_535).build())).isNull();
        for (int slots : new int[] {0, -1, 65_536, Integer.MAX_VALUE}) {
            assertThat(refusal(join(Bytes.EMPTY).toBuilder().slots(slots).build())
                            .detail())
                    .startsWith("set slots to 1 to 65535");
        }
        List<String> many = Stream.generate(() -> "x").limit(100).toList();
        assertThat(refusal(labelled(many))).isNull();
        assertThat(refusal(labelled(Stream.generate(() -> "x").limit(101).toList()))
                        .detail())
                .startsWith("announce at most 100 labels");
        assertThat(refusal(labelled(List.of("x".repeat(100))))).isNull();
        assertThat(refusal(labelled(List.of("x".repeat(101)))).detail()).startsWith("give each label 1 to 100");
        assertThat(refusal(labelled(List.of(""))).reason()).isEqualTo(Reason.POLICY);
    }

    private Rejected refusal(Join join) {
        return admission.refusal(hello(List.of()), join);
    }

    private static Join timed(long heartbeatNanos, long deadNanos) {
        return join(Bytes.EMPTY).toBuilder()
                .heartbeatNanos(heartbeatNanos)
                .deadNanos(deadNanos)
                .build();
    }

    private static Join labelled(List<String> labels) {
        return join(Bytes.EMPTY).toBuilder().labels(labels).build();
    }

    private static Hello hello(List<String> serializers) {
        return Hello.of(-1, 5, Bytes.EMPTY, serializers).toBuilder().run(1, 2).build();
    }

    private static Join join(Bytes fingerprint) {
        return Join.of(1, 1, 16).toBuilder()
                .host("host")
                .pid(1)
                .fingerprint(fingerprint)
                .build();
    }
}
