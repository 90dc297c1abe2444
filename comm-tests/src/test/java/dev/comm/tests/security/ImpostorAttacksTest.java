package dev.comm.tests.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.Tls;
import dev.comm.api.protocol.Command;
import dev.comm.api.protocol.FrameHeader;
import dev.comm.api.protocol.FrameType;
import dev.comm.api.protocol.HandshakeCommand.Challenge;
import dev.comm.api.protocol.HandshakeCommand.Hello;
import dev.comm.api.protocol.HandshakeCommand.Join;
import dev.comm.api.protocol.HandshakeCommand.MasterProof;
import dev.comm.api.protocol.HandshakeCommand.Proof;
import dev.comm.api.protocol.HandshakeCommand.Rejected;
import dev.comm.api.spi.Bytes;
import dev.comm.core.testing.AnyCommand;
import dev.comm.testkit.contract.Certificates;
import dev.comm.testkit.live.proxy.FaultProxy;
import dev.comm.tests.canary.RawPeer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Attackers at the address that a node connects to, without the secret: false masters, and men in the middle that relay
 * proofs. The node stays out of their hands, and joins its master once they are gone (SEC-14, SEC-17).
 */
@Timeout(600)
@ParameterizedClass
@EnumSource
class ImpostorAttacksTest {
    private static final int PATIENCE_SECONDS = 400;

    @Parameter
    Channel channel;

    private HonestTeam team;
    /** Where the node connects to: first to the attacker, then to the master. */
    private FaultProxy way;

    @BeforeEach
    void start() {
        team = new HonestTeam(channel);
        way = FaultProxy.to(team.address());
    }

    @AfterEach
    void end() {
        way.close();
        team.close();
    }

    /** Adds a node without waiting for it. */
    private CompletableFuture<?> node() {
        return CompletableFuture.runAsync(
                () -> team.addPast(way.address()), team.nodes().threads());
    }

    private static Challenge challenge() {
        return new Challenge(FrameHeader.VERSION, 0, Bytes.of(new byte[32]));
    }

    /** Answers HELLO with these frames. */
    private static Impostor.Trick answer(Command... frames) {
        return node -> {
            Hello hello = node.hear(Hello.class);
            for (Command each : frames) {
                node.say(each);
            }
            return and(hello, node.hearAll());
        };
    }

    private static List<Command> and(Command first, List<Command> others) {
        return Stream.concat(Stream.of(first), others.stream()).toList();
    }

    /** Says this at once. */
    private static Impostor.Trick say(byte[] bytes) {
        return node -> {
            node.say(bytes);
            return node.hearAll();
        };
    }

    private static List<Impostor.Trick> tricks() {
        byte[] noise = new byte[10_000];
        new SplittableRandom(3).nextBytes(noise);
        List<Impostor.Trick> tricks = new ArrayList<>();
        tricks.add(RawPeer::hearAll);
        tricks.add(say(noise));
        tricks.add(say("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
        for (FrameType type : FrameType.values()) {
            if (type != FrameType.CHALLENGE) {
                tricks.add(answer(AnyCommand.of(type)));
            }
            tricks.add(answer(challenge(), AnyCommand.of(type)));
        }
        tricks.add(answer(new Challenge(1, 0, Bytes.of(new byte[32]))));
        for (int length : new int[] {0, 31, 32, 33, 64}) {
            tricks.add(answer(challenge(), new MasterProof(0, 0, 1, "java", Bytes.of(new byte[length]))));
        }
        for (Rejected.Reason each : Rejected.Reason.values()) {
            tricks.add(answer(new Rejected(each, "go away")));
            tricks.add(answer(challenge(), new Rejected(each, "go away")));
        }
        return tricks;
    }

    /** The certificate is a right one: it is the secret that the false master lacks. */
    @Test
    void aFalseMasterWithoutTheSecretGetsNoJoinAndKeepsNoNodeFromItsMaster() throws Exception {
        try (Impostor impostor = new Impostor(channel.listen(Certificates.rsa()), channel.some(tricks()))) {
            way.target(impostor.address());
            CompletableFuture<?> node = node();
            List<Command> heard = impostor.heard().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            way.target(team.address());
            node.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(heard)
                    .hasAtLeastOneElementOfType(Hello.class)
                    .hasAtLeastOneElementOfType(Proof.class)
                    .noneMatch(Join.class::isInstance);
        }
        team.requireEcho(2);
    }

    /** A certificate, and whether a node takes it for its master's. */
    private record Shown(String what, Tls tls, boolean trusted) {}

    private static List<Shown> certificates() {
        return List.of(
                new Shown("of its own", Certificates.selfSigned(), false),
                new Shown("of another authority", Certificates.strangeMaster(), false),
                new Shown("of another member, a node", Certificates.node(), false),
                new Shown("of a master on another host", Certificates.wrongName(), false),
                new Shown("of another master on this host", Certificates.rsa(), true));
    }

    /** Without TLS nothing notices a relay that changes nothing, and the node is in under its own name. */
    @Test
    void proofsThatAreRelayedBetweenTwoConnectionsLetNoAttackerIn() throws Exception {
        for (Shown each : channel.isEncrypted() ? certificates() : List.of(new Shown("none", null, true))) {
            try (Relay relay = new Relay(channel, channel.listen(each.tls()), team.address())) {
                way.target(relay.address());
                List<Long> before = team.registered();
                CompletableFuture<?> node = node();
                if (channel.isEncrypted()) {
                    requireDefeat(relay, each);
                    assertThat(team.registered()).as(each.what()).isEqualTo(before);
                    way.target(team.address());
                }
                node.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
        }
        int nodes = 1 + (channel.isEncrypted() ? certificates().size() : 1);
        assertThat(team.registered()).hasSize(nodes);
        team.requireEcho(nodes);
    }

    /** Waits for three attempts of the node. */
    private void requireDefeat(Relay relay, Shown shown) {
        long before = way.accepted();
        while (way.accepted() < before + 3) {
            LockSupport.parkNanos(1_000_000);
        }
        assertThat(relay.heardOfNodes().isEmpty()).as(shown.what()).isEqualTo(!shown.trusted());
        assertThat(relay.heardOfNodes()).doesNotContain(begin(FrameType.JOIN));
        assertThat(relay.heardOfMaster()).doesNotContain(begin(FrameType.MASTER_PROOF));
        if (shown.trusted()) {
            assertThat(relay.heardOfNodes()).contains(begin(FrameType.PROOF));
        }
    }

    private static String begin(FrameType type) {
        return "434d02%02x0000".formatted(type.code());
    }
}
