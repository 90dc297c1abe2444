package dev.comm.tests.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comm.api.CommConfig;
import dev.comm.api.Profile;
import dev.comm.api.RunId;
import dev.comm.api.error.CommException;
import dev.comm.api.protocol.Command;
import dev.comm.api.protocol.FrameHeader;
import dev.comm.api.protocol.FrameType;
import dev.comm.api.protocol.HandshakeCommand.Accepted;
import dev.comm.api.protocol.HandshakeCommand.Challenge;
import dev.comm.api.protocol.HandshakeCommand.Hello;
import dev.comm.api.protocol.HandshakeCommand.Join;
import dev.comm.api.protocol.HandshakeCommand.MasterProof;
import dev.comm.api.protocol.HandshakeCommand.Proof;
import dev.comm.api.protocol.HandshakeCommand.Rejected;
import dev.comm.api.spi.Bytes;
import dev.comm.core.testing.AnyCommand;
import dev.comm.testkit.contract.Certificates;
import dev.comm.tests.canary.RawPeer;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Attackers that reach the port of a master and do not know the secret, on real sockets (SEC-01, SEC-11, SEC-25). */
@Timeout(600)
@ParameterizedClass
@EnumSource
class StrangerAttacksTest {
    private static final int PATIENCE_MILLIS = 60_000;
    private static final long SECOND = 1_000_000_000L;
    private static final Hello HELLO = Hello.of(-1, 9, Bytes.of(new byte[32]), List.of("java"));

    @Parameter
    Channel channel;

    private HonestTeam team;

    @BeforeEach
    void start() {
        team = new HonestTeam(channel);
    }

    @AfterEach
    void end() {
        team.close();
    }

    private static List<byte[]> garbage() {
        byte[] noise = new byte[10_000];
        new SplittableRandom(1).nextBytes(noise);
        byte[] endless = RawPeer.bytes(HELLO);
        ByteBuffer.wrap(endless).putInt(8, Integer.MAX_VALUE);
        byte[] negative = RawPeer.bytes(HELLO);
        ByteBuffer.wrap(negative).putInt(8, -1);
        return List.of(
                "GET / HTTP/1.1\r\nHost: here\r\n\r\n".getBytes(StandardCharsets.US_ASCII),
                HexFormat.of().parseHex("16030100c8010000c40303"),
                HexFormat.of().parseHex("aced00057372"),
                new byte[100],
                noise,
                endless,
                negative);
    }

    @Test
    void garbageEndsItsOwnConnectionAlone() throws IOException {
        for (byte[] each : garbage()) {
            try (RawPeer stranger = channel.attack(team.address())) {
                stranger.say(each);
                assertThat(stranger.hearAll()).isEmpty();
            }
        }
        team.requireUnharmed();
    }

    /** The same bytes below an encrypted channel. */
    @Test
    void garbageInThePlaceOfTlsEndsItsOwnConnectionAlone() throws IOException {
        for (byte[] each : garbage()) {
            try (Socket stranger =
                    new Socket(team.address().getAddress(), team.address().getPort())) {
                stranger.getOutputStream().write(each);
                stranger.shutdownOutput();
                stranger.setSoTimeout(PATIENCE_MILLIS);
                readToTheEnd(stranger);
            }
        }
        team.requireUnharmed();
    }

    /** Reads until the master closes. The master may send a TLS alert before. */
    private static void readToTheEnd(Socket stranger) throws IOException {
        try {
            stranger.getInputStream().readAllBytes();
        } catch (SocketException reset) {
            // this is an end, too
        }
    }

    @Test
    void sec11_eachFrameBeforeItsTimeEndsTheConnection() throws IOException {
        for (FrameType type : channel.some(List.of(FrameType.values()))) {
            if (type != FrameType.HELLO) {
                try (RawPeer stranger = channel.attack(team.address())) {
                    stranger.say(AnyCommand.of(type));
                    assertThat(stranger.hearAll()).as("%s", type).isEmpty();
                }
            }
            if (type != FrameType.PROOF) {
                try (RawPeer stranger = channel.attack(team.address())) {
                    stranger.say(HELLO);
                    stranger.hear(Challenge.class);
                    stranger.say(AnyCommand.of(type));
                    assertThat(stranger.hearAll()).as("%s after HELLO", type).isEmpty();
                }
            }
        }
        team.requireUnharmed();
    }

    /** Strangers that stop in each frame of theirs do not delay the team, and are cut off in time. */
    @Test
    void halfAFrameAndSilenceEndAtTheDeadlineOfTheHandshake() throws IOException {
        team.close();
        Duration deadline = Duration.ofSeconds(4);
        team = new HonestTeam(
                channel,
                config -> config.timing(
                        Profile.LAN.timing().toBuilder().handshake(deadline).build()));
        List<RawPeer> strangers = new ArrayList<>();
        byte[] hello = RawPeer.bytes(HELLO);
        for (int count : new int[] {0, 1, 23, 24, hello.length - 1, hello.length}) {
            RawPeer stranger = channel.attack(team.address());
            strangers.add(stranger);
            stranger.say(Arrays.copyOf(hello, count));
        }
        team.requireUnharmed();
        for (RawPeer each : strangers) {
            assertThat(each.isClosed()).isTrue();
            each.close();
        }
        team.requireUnharmed();
    }

    /** All that a stranger takes home: the version, no features, 32 random bytes, and that its proof was wrong. */
    @Test
    void sec25_aStrangerTakesNothingHomeToTestGuessesAgainst() throws IOException {
        List<List<Command>> heard = new ArrayList<>();
        List<UnaryOperator<CommConfig.Builder>> masters = List.of(
                config -> config, config -> config.oldSecret(Channel.OTHER), config -> config.runId(new RunId(8, 8)));
        for (UnaryOperator<CommConfig.Builder> each : masters) {
            try (HonestTeam other = new HonestTeam(channel, each)) {
                heard.add(conversation(other));
            }
        }
        for (List<Command> each : heard) {
            Challenge challenge = (Challenge) each.get(0);
            assertThat(challenge).isEqualTo(new Challenge(FrameHeader.VERSION, 0, challenge.nonce()));
            assertThat(challenge.nonce().length()).isEqualTo(32);
            assertThat(each.subList(1, each.size())).isEqualTo(heard.get(0).subList(1, 2));
            assertThat(each.get(1)).isInstanceOf(Rejected.class);
        }
        assertThat(heard.stream().map(each -> each.get(0)).distinct()).hasSize(heard.size());
    }

    private List<Command> conversation(HonestTeam other) throws IOException {
        try (RawPeer stranger = channel.attack(other.address())) {
            stranger.say(HELLO);
            stranger.say(new Proof(Bytes.of(new byte[32])));
            return stranger.hearAll();
        }
    }

    @Test
    void wrongProofsAreAnsweredAlikeOrNotAtAll() throws IOException {
        byte[] noise = new byte[128];
        new SplittableRandom(2).nextBytes(noise);
        for (int length : new int[] {0, 1, 31, 32, 33, 64, 128, 160}) {
            try (RawPeer stranger = channel.attack(team.address())) {
                stranger.say(HELLO);
                stranger.say(new Proof(Bytes.of(Arrays.copyOf(noise, length))));
                stranger.say(Join.of(SECOND, 15 * SECOND, 16));
                List<Command> heard = stranger.hearAll();
                assertThat(heard).as("%s bytes", length).noneMatch(MasterProof.class::isInstance);
                assertThat(heard).noneMatch(Accepted.class::isInstance).hasSizeLessThanOrEqualTo(2);
            }
        }
        team.requireUnharmed();
    }

    @Test
    void f49_anOlderVersionGetsNoHandshake() throws IOException {
        byte[] first = RawPeer.bytes(HELLO);
        first[2] = 1;
        for (byte[] hello :
                List.of(first, RawPeer.bytes(HELLO.toBuilder().versions(1, 1).build()))) {
            try (RawPeer stranger = channel.attack(team.address())) {
                stranger.say(hello);
                assertThat(stranger.hearAll())
                        .singleElement()
                        .isInstanceOfSatisfying(
                                Rejected.class,
                                rejected -> assertThat(rejected.reason()).isEqualTo(Rejected.Reason.VERSION));
            }
        }
        team.requireUnharmed();
    }

    /** Another user of the machine finds the port and starts a node of its own there. */
    @Test
    void sec17_aNodeOfAnotherUserOfTheMachineStaysOut() {
        List<UnaryOperator<CommConfig.Builder>> tries = new ArrayList<>();
        tries.add(config -> channel.ofNode(config).secret(null));
        tries.add(config -> channel.ofNode(config).secret(Channel.OTHER));
        tries.add(config -> config.secret(Channel.OTHER).tls(channel.isEncrypted() ? null : Certificates.node()));
        for (UnaryOperator<CommConfig.Builder> each : tries) {
            assertThatThrownBy(() ->
                            team.nodes().connect(config -> each.apply(config).startupTimeout(Duration.ofSeconds(3))))
                    .isInstanceOf(CommException.class);
        }
        team.requireUnharmed();
    }
}
