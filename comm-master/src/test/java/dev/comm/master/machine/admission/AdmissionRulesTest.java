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

    /** 0 says that a side takes any size. */
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
