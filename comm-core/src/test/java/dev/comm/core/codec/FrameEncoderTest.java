package dev.comm.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comm.api.Cause;
import dev.comm.api.Member;
import dev.comm.api.protocol.CollectiveCommand.Part;
import dev.comm.api.protocol.Command;
import dev.comm.api.protocol.Content;
import dev.comm.api.protocol.HandshakeCommand.Welcome;
import dev.comm.api.protocol.MembershipCommand.Fenced;
import dev.comm.api.protocol.MembershipCommand.Heartbeat;
import dev.comm.api.protocol.MembershipCommand.Shutdown;
import dev.comm.api.protocol.StreamCommand;
import dev.comm.api.protocol.WorkCommand.Progress;
import dev.comm.api.protocol.WorkCommand.Serving;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameEncoderTest {
    private static final Content TEN = new Content(Content.Kind.VALUE, ValueForms.BYTES, 10);

    @ParameterizedTest
    @CsvSource({"0, false, 9", "0, false, 11", "7, true, 10", "7, true, 11", "0, true, 5"})
    void payloadBytesThatDoNotFitTheContentAreRefused(int stream, boolean more, int bytes) {
        assertThatThrownBy(() -> FrameEncoder.encode(new Part(0, 1, TEN), stream, more, bytes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PART");
    }

    @Test
    void aPayloadMayBeSpreadOverFrames() {
        assertThat(FrameEncoder.encode(new Part(0, 1, TEN), 7, true, 0).getInt(8))
                .isEqualTo(8 + 11 + 2);
        assertThat(FrameEncoder.encode(new Part(0, 1, TEN), 7, true, 4).getInt(8))
                .isEqualTo(8 + 11 + 2 + 4);
        assertThat(FrameEncoder.encode(new StreamCommand.Data(), 7, true, 4).getInt(8))
                .isEqualTo(6);
        assertThatThrownBy(() -> FrameEncoder.encode(new StreamCommand.Data(), 7, true, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FrameEncoder.encode(new StreamCommand.Data(), 0, true, 4))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void textsForPeopleAreCutAtACharacter() {
        Fenced fenced = new Fenced(Cause.SILENT, 1, "x" + "日".repeat(1000));
        assertThat(sent(fenced)).isEqualTo(new Fenced(Cause.SILENT, 1, "x" + "日".repeat(682)));
        Fenced rocket = new Fenced(Cause.SILENT, 1, "\uD83D\uDE80".repeat(513));
        assertThat(sent(rocket)).isEqualTo(new Fenced(Cause.SILENT, 1, "\uD83D\uDE80".repeat(512)));
    }

    @Test
    void namesThatAreTooLongAreRefused() {
        assertThatThrownBy(() -> sent(new Serving(true, List.of("x".repeat(2049)))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2049");
    }

    @Test
    void timesAreCutToWhatPeersAccept() {
        long max = FrameLimits.DURATION_NANOS_MAX;
        assertThat(sent(new Shutdown(Long.MAX_VALUE, ""))).isEqualTo(new Shutdown(max, ""));
        assertThat(sent(new Shutdown(-5, ""))).isEqualTo(new Shutdown(0, ""));
        assertThat(sent(new Heartbeat(0, -5, 0, 0))).isEqualTo(new Heartbeat(0, 0, 0, 0));
        assertThat(sent(new Heartbeat(0, -1, 0, 0))).isEqualTo(new Heartbeat(0, -1, 0, 0));
        assertThat(remaining(Duration.ofSeconds(Long.MAX_VALUE))).isEqualTo(Duration.ofNanos(max));
        assertThat(remaining(Duration.ofNanos(-1))).isEqualTo(Duration.ZERO);
        assertThat(remaining(null)).isNull();
    }

    @Test
    void progressIsMovedIntoItsRange() {
        assertThat(sent(new Progress(1, 1, Double.NaN))).isEqualTo(new Progress(1, 1, 0));
        assertThat(sent(new Progress(1, 1, 3))).isEqualTo(new Progress(1, 1, 1));
        assertThat(sent(new Progress(1, 1, -3))).isEqualTo(new Progress(1, 1, 0));
    }

    @Test
    void aCommandLargerThanItsBoundIsRefused() {
        Member member = new Member(1, 2, "h".repeat(100), null);
        assertThat(FrameEncoder.encode(welcome(member, 8_000), 0, false, 0).remaining())
                .isEqualTo(24 + 4 + 4 + 8 + 8 + 2 + 8_000 * 122 + 2 + 11 + 2);
        assertThatThrownBy(() -> FrameEncoder.encode(welcome(member, 9_000), 0, false, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1048576");
        assertThatThrownBy(() -> FrameEncoder.encode(welcome(member, 65_536), 0, false, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("65535");
    }

    private static Welcome welcome(Member member, int count) {
        return new Welcome(1, 2, 1, 1, Collections.nCopies(count, member), List.of(), Content.NONE);
    }

    private static Duration remaining(Duration time) {
        Member member = new Member(1, 2, "host", time);
        Welcome welcome = (Welcome) sent(welcome(member, 1));
        return welcome.members().get(0).remainingLiveTime();
    }

    private static Command sent(Command command) {
        return Frames.decode(Frames.whole(command)).get(0).command();
    }
}
