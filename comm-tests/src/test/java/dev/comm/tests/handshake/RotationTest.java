package dev.comm.tests.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.CommConfig;
import dev.comm.api.RunId;
import dev.comm.api.Secret;
import dev.comm.api.spi.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A secret is replaced without stopping the run: whoever shares one of the secrets gets in, nobody else. */
class RotationTest {
    private static final List<String> SECRETS = List.of("old", "new", "new+old", "old+new", "");

    private static CommConfig.Builder with(CommConfig.Builder config, String names) {
        String[] both = names.split("\\+");
        CommConfig.Builder current = names.isEmpty() ? config : config.secret(secret(both[0]));
        return both.length == 2 ? current.oldSecret(secret(both[1])) : current;
    }

    private static Secret secret(String name) {
        String text = name.equals("old")
                ? "I7pnVs-b9DfV4wOoBLz16AuRNjE-m6o3bYcTiDnP53M"
                : "l7Ez1dIyQ0qC3iUvhGxB9mTjRk2aWfS8PnOoZ5cLbXs";
        return Secret.of(text.getBytes(StandardCharsets.US_ASCII));
    }

    static Stream<Arguments> pairs() {
        return SECRETS.stream().flatMap(master -> SECRETS.stream().map(node -> Arguments.of(master, node)));
    }

    private static boolean share(String master, String node) {
        return master.isEmpty()
                ? node.isEmpty()
                : Stream.of(master.split("\\+")).anyMatch(List.of(node.split("\\+"))::contains);
    }

    @ParameterizedTest(name = "master {0}, node {1}")
    @MethodSource("pairs")
    void sec17_whoSharesOneOfTheSecretsGetsInAndNobodyElse(String master, String node) {
        WireMaster theMaster = new WireMaster(1, new RunId(3, 4), config -> with(config, master));
        WireNode theNode = new WireNode(2, config -> with(config, node));
        int endpoint = theMaster.open(Bytes.EMPTY);
        theNode.open(Bytes.EMPTY);
        Wire wire = new Wire(theMaster, endpoint, theNode).run(Wire.HONEST);
        assertThat(theNode.isMember()).isEqualTo(share(master, node));
        assertThat(theMaster.hasMember()).isEqualTo(share(master, node));
        assertThat(wire.fromNode)
                .as("JOIN is for the master alone")
                .hasSize(share(master, node) ? 4 : node.isEmpty() ? 3 : 2);
    }

    @Test
    void aMasterWithTwoSecretsTellsAStrangerNothingMoreThanOneWithOne() {
        WireMaster one = new WireMaster(1, new RunId(3, 4), config -> with(config, "new"));
        WireMaster two = new WireMaster(1, new RunId(3, 4), config -> with(config, "new+old"));
        assertThat(challenge(two)).isEqualTo(challenge(one));
        assertThat(one.out.authenticated).isEmpty();
    }

    private static byte[] challenge(WireMaster master) {
        WireNode node = new WireNode(2, config -> with(config, "new"));
        int endpoint = master.open(Bytes.EMPTY);
        node.open(Bytes.EMPTY);
        return new Wire(master, endpoint, node)
                .run((toMaster, frame) -> toMaster ? frame : new byte[0])
                .fromMaster
                .get(0);
    }
}
