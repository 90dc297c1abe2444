package dev.comm.tests.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.CommConfig;
import dev.comm.api.Profile;
import dev.comm.api.protocol.Command;
import dev.comm.api.protocol.Content;
import dev.comm.api.protocol.FrameType;
import dev.comm.api.protocol.HandshakeCommand.Welcome;
import dev.comm.api.protocol.MessageCommand.Message;
import dev.comm.core.codec.FrameEncoder;
import dev.comm.core.codec.ValueForms;
import dev.comm.core.testing.AnyCommand;
import dev.comm.tests.canary.RawPeer;
import dev.comm.tests.canary.Said;
import dev.comm.tests.canary.StrangerState;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A member that knows the secret, has a certificate where one is needed, and sends frames that no member may send
 * (SEC-07, SEC-08, SEC-12, SEC-15, SEC-26). The master ends its connection, and the others work on. The tests with
 * canaries cover the values of such members.
 */
@Timeout(600)
@ParameterizedClass
@EnumSource
class HostileMemberTest {
    private static final int COUNT_MAX = 0xFFFF;
    private static final int PAYLOAD_BYTES = 10;
    /** Where a RESULT says how long its payload is: behind header, id, attempt, status, kind and form. */
    private static final int LENGTH_OF_RESULT = 24 + 8 + 4 + 1 + 1 + 2;

    @Parameter
    Channel channel;

    private HonestTeam team;
    private long incarnation = 1_000;

    @BeforeEach
    void start() {
        team = new HonestTeam(channel);
    }

    @AfterEach
    void end() {
        team.close();
    }

    /** The acts of a hostile member. */
    private interface Attack {
        void by(RawPeer peer, Said self) throws IOException;
    }

    /** Lets a peer join, attack, and be thrown out. */
    private void thrownOut(String what, Attack attack) throws IOException {
        member(what, (peer, self) -> {
            attack.by(peer, self);
            assertThat(peer.isClosed()).as(what).isTrue();
        });
    }

    private void member(String what, Attack attack) throws IOException {
        try (RawPeer peer = channel.attack(team.address())) {
            Said wish = new Said(-1, incarnation++);
            CommConfig config = CommConfig.builder()
                    .profile(Profile.LAN)
                    .secret(Channel.SECRET)
                    .build();
            Welcome welcome = StrangerState.MEMBER.reach(peer, wish, config);
            assertThat(team.registered()).as(what).contains(wish.incarnation());
            attack.by(peer, new Said(welcome.rank(), wish.incarnation()));
        }
        team.requireRid();
    }

    @Test
    void sec08_framesThatBelongToTheMasterOrToTheHandshakeThrowTheirSenderOut() throws IOException {
        List<FrameType> wrong = List.of(
                FrameType.HELLO,
                FrameType.CHALLENGE,
                FrameType.PROOF,
                FrameType.MASTER_PROOF,
                FrameType.JOIN,
                FrameType.ACCEPTED,
                FrameType.REJECTED,
                FrameType.WELCOME,
                FrameType.VIEW_CHANGE,
                FrameType.FENCED,
                FrameType.SHUTDOWN,
                FrameType.PART,
                FrameType.DECISION,
                FrameType.CALL_SITE_ASK,
                FrameType.CALL_PENDING,
                FrameType.MESSAGE_END,
                FrameType.MESSAGE_CREDIT,
                FrameType.REQUEST,
                FrameType.RESULT_ACK,
                FrameType.CANCEL,
                FrameType.RESULT_ASK);
        for (FrameType type : channel.some(wrong)) {
            thrownOut(type.toString(), (peer, self) -> peer.say(AnyCommand.of(type)));
        }
    }

    @Test
    void sec07_aMessageInTheNameOfAnotherMemberThrowsItsSenderOut() throws IOException {
        long other = team.registered().get(0);
        thrownOut("another's name", (peer, self) -> peer.say(new Message(0, 0, 1, other, 0, 9, Content.NULL)));
        thrownOut(
                "another's incarnation",
                (peer, self) -> peer.say(new Message(0, 0, self.rank(), other, 0, 9, Content.NULL)));
    }

    /** Each two bytes of each frame that a member may send say "65,535 of them follow". */
    @Test
    void sec26_countsThatLieReserveNothingAndHarmNoOtherMember() throws IOException {
        for (FrameType type : List.of(
                FrameType.HEARTBEAT,
                FrameType.SERVING,
                FrameType.ARRIVE,
                FrameType.MESSAGE,
                FrameType.RESULT,
                FrameType.PROGRESS,
                FrameType.CALL_SITE,
                FrameType.LEAVE)) {
            for (byte[] lie : channel.some(lies(new Said(2, 9).of(type, Content.NONE)))) {
                member(type + " that lies", (peer, self) -> {
                    peer.say(lie);
                    team.requireEchoOf(1);
                });
            }
        }
    }

    private static List<byte[]> lies(Command command) {
        List<byte[]> lies = new ArrayList<>();
        int length = RawPeer.bytes(command).length;
        for (int at = 24; at + 2 <= length; at += 7) {
            byte[] lie = RawPeer.bytes(command);
            ByteBuffer.wrap(lie).putShort(at, (short) COUNT_MAX);
            lies.add(lie);
        }
        return lies;
    }

    @Test
    void sec26_sizesThatLieThrowTheirSenderOut() throws IOException {
        for (int length : new int[] {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, (1 << 20) + 1, 0}) {
            thrownOut("frame of " + length, (peer, self) -> {
                byte[] beat = RawPeer.bytes(self.of(FrameType.HEARTBEAT, Content.NONE));
                ByteBuffer.wrap(beat).putInt(8, length);
                peer.say(beat);
            });
        }
        for (long length : new long[] {0, 1, 9, 11, Long.MAX_VALUE, 1L << 40}) {
            thrownOut("a value of " + length, (peer, self) -> {
                Content content = new Content(Content.Kind.VALUE, ValueForms.BYTES, PAYLOAD_BYTES);
                ByteBuffer head = FrameEncoder.encode(self.of(FrameType.RESULT, content), 0, false, PAYLOAD_BYTES);
                ByteBuffer frame = ByteBuffer.allocate(head.remaining() + PAYLOAD_BYTES);
                peer.say(frame.put(head).putLong(LENGTH_OF_RESULT, length).array());
            });
        }
        thrownOut("the rest of nothing", (peer, self) -> peer.say(AnyCommand.of(FrameType.DATA)));
    }

    /** Replays the frames of a successful handshake on another connection. */
    @Test
    void aRecordedHandshakeIsOfNoUseAgain() throws IOException {
        List<byte[]> recorded = new ArrayList<>();
        member("recorded", (peer, self) -> recorded.addAll(peer.said()));
        assertThat(recorded).hasSizeGreaterThan(3);
        try (RawPeer again = channel.attack(team.address())) {
            recorded.forEach(again::say);
            assertThat(again.hearAll())
                    .hasSizeLessThanOrEqualTo(2)
                    .noneMatch(dev.comm.api.protocol.HandshakeCommand.MasterProof.class::isInstance);
        }
        team.requireRid();
    }
}
