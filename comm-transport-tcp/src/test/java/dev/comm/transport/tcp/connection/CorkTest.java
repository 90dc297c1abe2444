package dev.comm.transport.tcp.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.spi.Lane;
import dev.comm.transport.tcp.Station;
import dev.comm.transport.tcp.TcpTransportProvider;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Small frames may wait for the next frames, and for no other event. */
@Timeout(120)
class CorkTest {
    private final Station station = new Station(new TcpTransportProvider());
    private final Station peer = new Station(new TcpTransportProvider());
    private int near;
    private int far;

    @BeforeEach
    void connect() {
        near = station.connect(peer.listen());
        Station.pump(() -> station.opened.contains(near) && !peer.accepted.isEmpty(), station, peer);
        far = peer.firstAccepted();
    }

    @AfterEach
    void closeBoth() {
        station.close();
        peer.close();
    }

    @Test
    void smallFramesGoTogetherWhenTheCorkIsOut() {
        station.transport.cork();
        sendSmall("one ");
        station.transport.cork();
        sendSmall("two");
        assertThat(written()).isZero();
        assertThat(station.transport.queuedBytes(near, Lane.CONTROL)).isEqualTo(7);
        station.transport.uncork();
        assertThat(written()).isEqualTo(7);
        arrives("one two");
    }

    @Test
    void withoutACorkNothingWaits() {
        station.transport.cork();
        station.transport.uncork();
        sendSmall("now");
        assertThat(written()).isEqualTo(3);
    }

    @Test
    void bulkDoesNotWaitAndTakesAlongWhatDoes() {
        station.transport.cork();
        sendSmall("first ");
        station.send(near, "second");
        assertThat(written()).isEqualTo(12);
        station.transport.uncork();
        arrives("first second");
    }

    @Test
    void noMoreWaitsThanOneWriteTakes() {
        station.transport.cork();
        int frame = 1 << 10;
        int enough = Cork.HELD_BYTES_MAX / frame + 1;
        Stream.generate(() -> "x".repeat(frame)).limit(enough).forEach(this::sendSmall);
        assertThat(written()).isEqualTo((long) enough * frame);
    }

    @Test
    void aFinishBringsWhatWaits() {
        station.transport.cork();
        sendSmall("last words");
        station.transport.finish(near);
        arrives("last words");
        station.transport.uncork();
    }

    @Test
    void whatWasSentBeforeAnAbortIsWithTheSocket() {
        station.transport.cork();
        sendSmall("fenced");
        station.transport.abort(near);
        // The connection is known until the abort is reported. The reset decides which bytes the peer still reads.
        assertThat(written()).isEqualTo(6);
        station.transport.uncork();
    }

    private void sendSmall(String text) {
        station.send(near, Lane.CONTROL, text.getBytes(StandardCharsets.US_ASCII));
    }

    private long written() {
        return station.transport.writtenBytes(near);
    }

    private void arrives(String text) {
        Station.pump(() -> peer.text(far).equals(text), station, peer);
    }
}
