package dev.comm.transport.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.spi.Lane;
import dev.comm.api.spi.Transport.CloseCause;
import dev.comm.api.spi.TransportProvider;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every transport promises, whatever carries the bytes; a subclass names the provider. */
@Timeout(120)
abstract class TransportPromises {
    Station left;
    Station right;
    InetSocketAddress address;
    int near;
    int far;

    abstract TransportProvider provider();

    @BeforeEach
    void connectTheTwo() {
        left = new Station(provider());
        right = new Station(provider());
        address = left.listen();
        near = right.connect(address);
        Station.pump(() -> right.opened.contains(near) && left.accepted.size() == 1, left, right);
        far = left.firstAccepted();
    }

    @AfterEach
    void closeBoth() {
        left.close();
        right.close();
    }

    @Test
    void bytesComeBackFromAnEcho() {
        left.echo = true;
        right.send(near, "hello");
        Station.pump(() -> right.text(near).equals("hello"), left, right);
        assertThat(right.transport.writtenBytes(near)).isEqualTo(5);
        assertThat(right.transport.queuedBytes(near, Lane.BULK)).isZero();
    }

    @Test
    void theOpenerAndTheAccepterAreToldApart() {
        assertThat(right.accepted).isEmpty();
        assertThat(left.opened).containsExactly(far);
    }

    @Test
    void bytesKeepTheirOrderHoweverTheyAreSplit() {
        byte[] bytes = new byte[300];
        new Random(7).nextBytes(bytes);
        for (int cut = 0; cut <= bytes.length; cut++) {
            ByteBuffer head = ByteBuffer.wrap(bytes, 0, cut);
            ByteBuffer tail = ByteBuffer.wrap(bytes, cut, bytes.length - cut);
            if (cut % 2 == 0) {
                right.transport.send(near, Lane.BULK, head, tail);
            } else {
                right.transport.send(near, Lane.BULK, head);
                right.transport.send(near, Lane.BULK, tail);
            }
        }
        long all = 301L * bytes.length;
        Station.pump(() -> left.receivedBytes == all, left, right);
        byte[] got = left.input.get(far).toByteArray();
        for (int i = 0; i < got.length; i++) {
            assertThat(got[i]).as("byte %d", i).isEqualTo(bytes[i % bytes.length]);
        }
    }

    @Test
    void sixtyFourMebibytesPassWhole() {
        int chunk = 1 << 20;
        byte[] bytes = new byte[chunk];
        new Random(11).nextBytes(bytes);
        ByteBuffer direct = ByteBuffer.allocateDirect(chunk).put(bytes).flip();
        for (int i = 0; i < 64; i++) {
            ByteBuffer body = i % 2 == 0 ? ByteBuffer.wrap(bytes) : direct.duplicate();
            right.transport.send(near, Lane.BULK, ByteBuffer.wrap(new byte[] {(byte) i}), body);
        }
        Station.pump(() -> left.receivedBytes == 64L * (chunk + 1), left, right);
        byte[] got = left.input.get(far).toByteArray();
        for (int i = 0; i < 64; i++) {
            int from = i * (chunk + 1);
            assertThat(got[from]).isEqualTo((byte) i);
            assertThat(ByteBuffer.wrap(got, from + 1, chunk)).isEqualTo(ByteBuffer.wrap(bytes));
        }
        assertThat(right.transport.writtenBytes(near)).isEqualTo(64L * (chunk + 1));
    }

    @Test
    void controlOvertakesBulkAtFrameBoundaries() {
        int frame = 1 << 20;
        int frames = 0;
        while (right.transport.queuedBytes(near, Lane.BULK) < 4L * frame) {
            right.send(near, Lane.BULK, filled(frame, 'b'));
            frames++;
        }
        right.send(near, Lane.CONTROL, filled(100, 'c'));
        assertThat(right.transport.queuedBytes(near, Lane.CONTROL)).isEqualTo(100);
        long all = (long) frames * frame + 100;
        Station.pump(() -> left.receivedBytes == all, left, right);
        byte[] got = left.input.get(far).toByteArray();
        int at = new String(got, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf('c');
        assertThat(at % frame).as("at the end of a frame").isZero();
        assertThat(at).as("before what was queued behind the begun frame").isLessThanOrEqualTo((frames - 3) * frame);
        for (int i = at; i < at + 100; i++) {
            assertThat(got[i]).isEqualTo((byte) 'c');
        }
    }

    @Test
    void aSlowReaderLeavesTheRestQueuedUntilItReads() {
        byte[] bytes = filled(32 << 20, 's');
        right.send(near, Lane.BULK, bytes);
        long queued = right.transport.queuedBytes(near, Lane.BULK);
        assertThat(queued).isPositive();
        assertThat(right.transport.writtenBytes(near) + queued).isEqualTo(bytes.length);
        Station.pump(() -> left.receivedBytes == bytes.length, left, right);
        assertThat(right.transport.queuedBytes(near, Lane.BULK)).isZero();
        assertThat(right.writables).isPositive();
        int before = right.writables;
        assertThat(right.transport.poll(0, right)).isZero();
        assertThat(right.writables).as("nothing queued, nothing to report").isEqualTo(before);
    }

    @Test
    void finishWritesWhatIsQueuedBeforeItEnds() {
        byte[] bytes = filled(16 << 20, 'f');
        right.send(near, Lane.BULK, bytes);
        right.transport.finish(near);
        right.send(near, "too late");
        Station.pump(() -> left.ends.containsKey(far) && right.ends.containsKey(near), left, right);
        assertThat(left.receivedBytes).isEqualTo(bytes.length);
        assertThat(left.ends.get(far).cause()).isEqualTo(CloseCause.END_OF_STREAM);
        assertThat(right.ends.get(near).cause()).isEqualTo(CloseCause.LOCAL);
    }

    @Test
    void finishDeliversTheLastWordToAPeerThatTalks() {
        left.send(far, Lane.BULK, filled(256 << 10, 'x'));
        right.send(near, "rejected");
        right.transport.finish(near);
        Station.pump(() -> left.ends.containsKey(far) && right.ends.containsKey(near), left, right);
        assertThat(left.text(far)).isEqualTo("rejected");
        assertThat(right.text(near)).as("input after finish is discarded").isEmpty();
    }

    @Test
    void abortEndsBothSidesAtOnce() {
        right.send(near, Lane.BULK, filled(32 << 20, 'a'));
        right.transport.abort(near);
        right.transport.abort(near);
        right.transport.finish(near);
        assertThat(right.transport.queuedBytes(near, Lane.BULK)).isZero();
        assertThat(right.ends).as("only a poll reports").isEmpty();
        Station.pump(() -> left.ends.containsKey(far) && right.ends.containsKey(near), left, right);
        assertThat(right.ends.get(near).cause()).isEqualTo(CloseCause.LOCAL);
        assertThat(left.ends.get(far).cause()).isEqualTo(CloseCause.RESET);
        assertThat(left.receivedBytes).isLessThan(32 << 20);
    }

    @Test
    void callsForAnEndpointThatIsGoneAreIgnored() {
        right.transport.abort(near);
        Station.pump(() -> right.ends.containsKey(near), right);
        right.send(near, "nobody");
        right.transport.flush(near);
        right.transport.finish(near);
        right.transport.abort(near);
        right.transport.abort(4711);
        assertThat(right.transport.queuedBytes(near, Lane.BULK)).isZero();
        assertThat(right.transport.writtenBytes(near)).isZero();
        assertThat(right.transport.poll(0, right)).isZero();
    }

    @Test
    void framesSentBeforeTheConnectionStandsAreKept() {
        int early = right.connect(address);
        right.send(early, "early");
        assertThat(early).isGreaterThan(near);
        Station.pump(
                () -> left.input.values().stream().anyMatch(b -> b.toString().equals("early")), left, right);
    }

    @Test
    void emptyFramesAreNothing() {
        right.transport.send(near, Lane.CONTROL, ByteBuffer.allocate(0));
        right.transport.send(near, Lane.BULK);
        right.send(near, "x");
        Station.pump(() -> left.text(far).equals("x"), left, right);
        assertThat(right.transport.writtenBytes(near)).isEqualTo(1);
    }

    @Test
    void endpointsStayWhenListeningStops() {
        left.transport.stopListening();
        left.transport.poll(0, left);
        right.send(near, "still here");
        Station.pump(() -> left.text(far).equals("still here"), left, right);
        int late = right.connect(address);
        Station.pump(() -> right.ends.containsKey(late), right, left);
        assertThat(right.ends.get(late).cause()).isEqualTo(CloseCause.NOT_OPENED);
    }

    static byte[] filled(int count, char letter) {
        byte[] bytes = new byte[count];
        java.util.Arrays.fill(bytes, (byte) letter);
        return bytes;
    }
}
