package dev.comm.tests.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.CommConfig;
import dev.comm.api.RunId;
import dev.comm.api.Secret;
import dev.comm.api.protocol.FrameHeader;
import dev.comm.api.protocol.FrameType;
import dev.comm.api.protocol.HandshakeCommand.Join;
import dev.comm.api.protocol.HandshakeCommand.MasterProof;
import dev.comm.api.protocol.HandshakeCommand.Rejected;
import dev.comm.api.spi.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Somebody between a real node and a real master, on the level of bytes, and somebody who has listened: nobody gets in
 * who does not know the secret, and nobody changes what was agreed (SEC-01, SEC-14, SEC-17).
 *
 * <p>Each attack meets a connection without encryption, whose channel binding is empty, and one with the binding that
 * TLS gives to a transport.
 */
@ParameterizedClass(name = "channel binding of {0}")
@MethodSource("bindings")
class HandshakeAttackTest {
    private static final Secret SECRET =
            Secret.of("I7pnVs-b9DfV4wOoBLz16AuRNjE-m6o3bYcTiDnP53M".getBytes(StandardCharsets.US_ASCII));
    private static final RunId RUN = new RunId(3, 4);
    private static final byte[] NOTHING = new byte[0];

    /** What the connections of both sides are bound to. */
    @Parameter
    Bytes binding;

    /** The second one is as long as the SHA-256 of a certificate. */
    static Stream<Bytes> bindings() {
        byte[] digest = new byte[32];
        new SplittableRandom(5929).nextBytes(digest);
        return Stream.of(Bytes.EMPTY, Bytes.of(digest));
    }

    private static CommConfig.Builder secret(CommConfig.Builder config) {
        return config.secret(SECRET);
    }

    private static WireMaster master(long seed) {
        return new WireMaster(seed, RUN, HandshakeAttackTest::secret);
    }

    private static WireNode node(long seed) {
        return new WireNode(seed, HandshakeAttackTest::secret);
    }

    /** A node that connects to a master. */
    private Wire connect(WireMaster master, WireNode node) {
        int endpoint = master.open(binding);
        node.open(binding);
        return new Wire(master, endpoint, node);
    }

    private Wire play(Wire.Tap tap) {
        return connect(master(1), node(2)).run(tap);
    }

    private static boolean is(FrameType type, byte[] frame) {
        return frame[3] == type.code();
    }

    /** The frame of a type that an undisturbed handshake sends. */
    private byte[] sample(FrameType type) {
        Wire wire = play(Wire.HONEST);
        assertThat(wire.node.isMember()).isTrue();
        return Stream.concat(wire.fromNode.stream(), wire.fromMaster.stream())
                .filter(frame -> is(type, frame))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(
            value = FrameType.class,
            names = {"HELLO", "CHALLENGE", "PROOF", "MASTER_PROOF"})
    void everyFlippedBitKeepsTheNodeOutAndIsNoReasonToGiveUp(FrameType type) {
        int length = sample(type).length;
        for (int at = 0; at < length; at++) {
            for (int bit = 0; bit < 8; bit++) {
                int index = at;
                int mask = 1 << bit;
                Wire wire = play((toMaster, frame) -> {
                    if (is(type, frame)) {
                        frame[index] ^= (byte) mask;
                    }
                    return frame;
                });
                assertThat(wire.hasMember()).as("bit %s of byte %s", bit, at).isFalse();
                assertThat(wire.node.hasGivenUp())
                        .as("after bit %s of byte %s", bit, at)
                        .isFalse();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = FrameType.class,
            names = {"HELLO", "CHALLENGE", "PROOF", "MASTER_PROOF"})
    void whatIsCutOffAnywhereLetsNobodyIn(FrameType type) {
        int length = sample(type).length;
        for (int end = 0; end < length; end++) {
            int count = end;
            Wire wire = play((toMaster, frame) -> is(type, frame) ? Arrays.copyOf(frame, count) : frame);
            assertThat(wire.hasMember()).as("cut at %s", end).isFalse();
        }
    }

    @Test
    void changedFieldsAreNoticedWhicheverTheyAre() {
        for (FrameType type : List.of(FrameType.HELLO, FrameType.CHALLENGE, FrameType.PROOF, FrameType.MASTER_PROOF)) {
            for (Spoiled.Way way : Spoiled.ways(type)) {
                Wire wire = play((toMaster, frame) -> is(type, frame) ? way.apply(frame) : frame);
                assertThat(wire.hasMember()).as("%s with %s", type, way).isFalse();
                assertThat(wire.node.hasGivenUp()).as("%s with %s", type, way).isFalse();
            }
        }
    }

    @Test
    void aRecordedHandshakeLetsNobodyInAgain() {
        WireMaster master = master(1);
        Wire recorded = connect(master, node(2)).run(Wire.HONEST);
        assertThat(recorded.node.isMember()).isTrue();
        int members = recorded.fromMaster.size();
        for (WireMaster target : List.of(master, master(9))) {
            int again = target.open(binding);
            recorded.fromNode.forEach(frame -> target.hears(again, frame));
            target.after(1_000_000_000);
            assertThat(target.hasClosed(again)).isTrue();
            assertThat(target.out.authenticated).doesNotContain(again);
        }
        assertThat(recorded.fromMaster).hasSize(members);
    }

    @Test
    void aRecordedMasterConvincesNobody() {
        Wire recorded = play(Wire.HONEST);
        WireNode other = node(5);
        other.open(binding);
        recorded.fromMaster.forEach(frame -> other.hears(WireNode.ENDPOINT, frame));
        assertThat(other.isMember()).isFalse();
        assertThat(other.out.hasSaid(Join.class)).isFalse();
    }

    /** A false master sends the node its own proof; a false node sends the proof of a master. */
    @Test
    void aProofSentBackToItsMakerIsNoProof() {
        Wire honest = play(Wire.HONEST);
        byte[] nodes = proof(honest.fromNode.get(1));
        byte[] masters = proof(honest.fromMaster.get(1));
        assertThat(play((toMaster, frame) -> is(FrameType.MASTER_PROOF, frame) ? withProof(frame, nodes) : frame)
                        .hasMember())
                .isFalse();
        assertThat(play((toMaster, frame) -> is(FrameType.PROOF, frame) ? withProof(frame, masters) : frame)
                        .hasMember())
                .isFalse();
    }

    private static byte[] proof(byte[] frame) {
        return Arrays.copyOfRange(frame, frame.length - 34, frame.length - 2);
    }

    private static byte[] withProof(byte[] frame, byte[] proof) {
        System.arraycopy(proof, 0, frame, frame.length - 34, 32);
        return frame;
    }

    @Test
    void aNodeThatHearsItselfOrAnotherNodeLeaves() {
        WireNode node = node(2);
        node.open(binding);
        node.hears(WireNode.ENDPOINT, node.out.next(WireNode.ENDPOINT));
        assertThat(node.hasClosed(WireNode.ENDPOINT)).isTrue();
        assertThat(node.hasGivenUp()).isFalse();
        WireNode other = node(3);
        other.open(binding);
        WireNode third = node(4);
        third.open(binding);
        third.hears(WireNode.ENDPOINT, other.out.next(WireNode.ENDPOINT));
        assertThat(third.hasClosed(WireNode.ENDPOINT)).isTrue();
    }

    /** Two nodes shake hands at once and somebody swaps their answers. */
    @Test
    void sec07_aProofCountsOnItsOwnConnectionOnly() {
        WireMaster master = master(1);
        Wire one = connect(master, node(2));
        Wire two = connect(master, node(3));
        Wire.Tap hold = (toMaster, frame) -> is(FrameType.HELLO, frame) || !toMaster ? frame : NOTHING;
        one.run(hold);
        two.run(hold);
        one.fromNode.stream().skip(1).forEach(frame -> master.hears(two.endpoint, frame));
        two.fromNode.stream().skip(1).forEach(frame -> master.hears(one.endpoint, frame));
        assertThat(master.hasMember()).isFalse();
        assertThat(master.out.authenticated).isEmpty();
    }

    /** Two nodes are given each other's challenge. */
    @Test
    void sec07_aChallengeCountsOnItsOwnConnectionOnly() {
        WireMaster master = master(1);
        WireNode node = node(2);
        WireNode other = node(3);
        Wire one = connect(master, node).run((toMaster, frame) -> toMaster ? frame : NOTHING);
        connect(master, other).run((toMaster, frame) -> is(FrameType.CHALLENGE, frame) ? one.fromMaster.get(0) : frame);
        assertThat(other.out.hasSaid(Join.class)).isFalse();
        assertThat(master.out.authenticated).isEmpty();
        assertThat(master.hasMember()).isFalse();
    }

    /** Whoever ends one encrypted channel and begins another sees all bytes and may pass them on unchanged. */
    @Test
    void sec14_proofsDoNotPassFromOneChannelToAnother() {
        Bytes here = Bytes.of(new byte[] {1, 2, 3});
        for (Bytes there : List.of(here, Bytes.of(new byte[] {1, 2, 4}), Bytes.EMPTY, Bytes.of(new byte[2]))) {
            WireMaster master = master(1);
            WireNode node = node(2);
            int endpoint = master.open(here);
            node.open(there);
            Wire wire = new Wire(master, endpoint, node).run(Wire.HONEST);
            assertThat(wire.hasMember()).isEqualTo(there.equals(here));
            assertThat(node.out.hasSaid(Join.class)).isEqualTo(there.equals(here));
            assertThat(master.out.hasSaid(MasterProof.class)).isEqualTo(there.equals(here));
        }
    }

    @Test
    void theRightSecretOfAnotherRunIsOfNoUse() {
        WireMaster master = master(1);
        WireNode node = new WireNode(2, config -> secret(config).runId(new RunId(3, 5)));
        assertThat(connect(master, node).run(Wire.HONEST).hasMember()).isFalse();
        assertThat(node.hasGivenUp()).as("an older run may still hold the port").isFalse();
    }

    /** Somebody tells each side that the other belongs to its run. */
    @Test
    void twoRunsAreNotJoinedByWhoRewritesTheirIds() {
        WireMaster master = master(1);
        WireNode node = new WireNode(2, config -> secret(config).runId(new RunId(3, 5)));
        Wire wire = connect(master, node).run((toMaster, frame) -> {
            if (is(FrameType.HELLO, frame) || is(FrameType.MASTER_PROOF, frame)) {
                int low = is(FrameType.HELLO, frame) ? 24 + 1 + 1 + 8 + 15 : 24 + 15;
                frame[low] = (byte) (toMaster ? 4 : 5);
            }
            return frame;
        });
        assertThat(wire.fromMaster).isNotEmpty();
        assertThat(wire.hasMember()).isFalse();
    }

    @Test
    void aSecretIsNotNegotiatedAway() {
        Wire stripped =
                play((toMaster, frame) -> is(FrameType.MASTER_PROOF, frame) ? Spoiled.withoutProof(frame) : frame);
        assertThat(stripped.fromNode).as("the node says nothing more").hasSize(2);
        assertThat(stripped.hasMember()).isFalse();
        Wire bare = play((toMaster, frame) -> is(FrameType.PROOF, frame) ? Spoiled.withoutProof(frame) : frame);
        assertThat(bare.hasMember()).isFalse();
    }

    /** F49: a peer of version 1, or of a later one, hears from the master what is wrong and how to mend it. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 255})
    void f49_aHelloOfAnotherVersionIsRefusedWithBothVersions(int version) {
        WireMaster master = master(1);
        int endpoint = master.open(binding);
        byte[] hello = sample(FrameType.HELLO);
        hello[2] = (byte) version;
        master.hears(endpoint, hello);
        assertThat(master.out.last(Rejected.class))
                .isEqualTo(new Rejected(
                        Rejected.Reason.VERSION,
                        "use the same version of Comm on all members: the master has protocol version "
                                + FrameHeader.VERSION + ", the node " + version));
        assertThat(master.hasClosed(endpoint)).isTrue();
        assertThat(master.out.authenticated).isEmpty();
    }

    @Test
    void sec01_framesBeforeTheirTimeEndTheConnection() {
        byte[] hello = sample(FrameType.HELLO);
        byte[] proof = sample(FrameType.PROOF);
        byte[] masterProof = sample(FrameType.MASTER_PROOF);
        byte[] join = sample(FrameType.JOIN);
        byte[] heartbeat = dev.comm.core.codec.FrameEncoder.encode(
                        new dev.comm.api.protocol.MembershipCommand.Heartbeat(1, -1, 1, 0), 0, false, 0)
                .array();
        for (List<byte[]> order : List.of(
                List.of(proof),
                List.of(join),
                List.of(masterProof),
                List.of(hello, masterProof),
                List.of(heartbeat),
                List.of(hello, hello),
                List.of(hello, join),
                List.of(hello, heartbeat))) {
            WireMaster master = master(1);
            int endpoint = master.open(binding);
            order.forEach(frame -> master.hears(endpoint, frame));
            assertThat(master.hasClosed(endpoint)).isTrue();
            assertThat(master.out.authenticated).isEmpty();
        }
    }

    @Test
    void sec01_framesOfAMasterBeforeTheirTimeEndTheConnection() {
        byte[] challenge = sample(FrameType.CHALLENGE);
        byte[] masterProof = sample(FrameType.MASTER_PROOF);
        byte[] accepted = sample(FrameType.ACCEPTED);
        byte[] welcome = sample(FrameType.WELCOME);
        for (List<byte[]> order : List.of(
                List.of(masterProof),
                List.of(accepted),
                List.of(welcome),
                List.of(challenge, challenge),
                List.of(challenge, accepted),
                List.of(challenge, welcome),
                List.of(challenge, masterProof))) {
            WireNode node = node(5);
            node.open(binding);
            order.forEach(frame -> {
                if (!node.hasClosed(WireNode.ENDPOINT)) {
                    node.hears(WireNode.ENDPOINT, frame);
                }
            });
            assertThat(node.hasClosed(WireNode.ENDPOINT)).isTrue();
            assertThat(node.out.hasSaid(Join.class)).isFalse();
            assertThat(node.hasGivenUp()).isFalse();
        }
    }
}
