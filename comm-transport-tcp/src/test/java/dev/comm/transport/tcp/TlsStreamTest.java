package dev.comm.transport.tcp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.spi.Lane;
import dev.comm.api.spi.Transport.CloseCause;
import dev.comm.testkit.contract.Certificates;
import dev.comm.transport.tcp.tls.TestEngines;
import dev.comm.transport.tcp.tls.TlsEngines;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An encrypted connection whose peer sends records in pieces, wrong records, or endless ones. */
@Timeout(120)
class TlsStreamTest {
    private static final TlsEngines ENGINES = TestEngines.of(Certificates.master());
    private static final int MIB = 1 << 20;

    private Station station;
    private BareTls peer;
    private int endpoint;

    @BeforeEach
    void connectABarePeer() {
        station = new Station(new TcpTransport(Station.CONFIG, ENGINES));
        peer = new BareTls(station.listen(), ENGINES);
        pump(() -> station.accepted.size() == 1 && peer.isHandshaken());
        endpoint = station.firstAccepted();
    }

    private void pump(BooleanSupplier done) {
        Station.pump(
                () -> {
                    peer.pump();
                    return done.getAsBoolean();
                },
                station);
    }

    private Station.End end() {
        pump(() -> station.ends.containsKey(endpoint));
        return station.ends.get(endpoint);
    }

    @AfterEach
    void closeAll() {
        peer.cut();
        station.close();
    }

    private static byte[] random(int count, long seed) {
        byte[] bytes = new byte[count];
        new SplittableRandom(seed).nextBytes(bytes);
        return bytes;
    }

    @Test
    void whatIsCutOffIsAResetAndNoEndOfTheStream() {
        peer.write("half a wor".getBytes(UTF_8));
        pump(() -> station.receivedBytes == 10);
        peer.cut();
        assertThat(end().cause()).isEqualTo(CloseCause.RESET);
        assertThat(end().detail()).contains("before the peer said goodbye", "close_notify");
    }

    @Test
    void aRecordThatWasChangedIsAResetAfterWhatCameBefore() {
        peer.write("good".getBytes(UTF_8));
        peer.mangle = record -> {
            record[record.length - 1] ^= 1;
            return record;
        };
        peer.write("changed".getBytes(UTF_8));
        assertThat(end().cause()).isEqualTo(CloseCause.RESET);
        assertThat(station.text(endpoint)).isEqualTo("good");
    }

    @Test
    void garbageAfterTheHandshakeIsAReset() {
        peer.write("good".getBytes(UTF_8));
        peer.writeBare("this is no record at all".getBytes(UTF_8));
        assertThat(end().cause()).isEqualTo(CloseCause.RESET);
        assertThat(end().detail()).contains("TLS failed: Input record too big");
        assertThat(station.text(endpoint)).isEqualTo("good");
    }

    @Test
    void aRecordThatCameTwiceIsAReset() {
        peer.mangle = record -> {
            byte[] twice = Arrays.copyOf(record, 2 * record.length);
            System.arraycopy(record, 0, twice, record.length, record.length);
            return twice;
        };
        peer.write("once".getBytes(UTF_8));
        assertThat(end().cause()).isEqualTo(CloseCause.RESET);
        assertThat(station.text(endpoint)).isEqualTo("once");
    }

    @Test
    void piecesOfAnySizeMakeTheSameStream() throws IOException {
        SplittableRandom random = new SplittableRandom(71);
        byte[] bytes = random(300_000, 72);
        int done = 0;
        while (done < bytes.length) {
            int length = Math.min(bytes.length - done, 1 + random.nextInt(random.nextBoolean() ? 40 : 16_384));
            ByteBuffer record = peer.record(ByteBuffer.wrap(bytes, done, length));
            done += length;
            while (record.hasRemaining()) {
                ByteBuffer piece = record.slice().limit(1 + random.nextInt(record.remaining()));
                record.position(record.position() + peer.channel.write(piece));
                station.transport.poll(0, station);
            }
        }
        pump(() -> station.receivedBytes >= bytes.length);
        assertThat(station.input.get(endpoint).toByteArray()).isEqualTo(bytes);
    }

    @Test
    void newKeysAreAnsweredAndTheStreamGoesOn() throws IOException {
        for (int i = 0; i < 5; i++) {
            peer.engine.beginHandshake(); // in TLS 1.3 this sends new keys and asks the other side for new keys
            peer.write(("part " + i + " ").getBytes(UTF_8));
        }
        pump(() -> station.text(endpoint).equals("part 0 part 1 part 2 part 3 part 4 "));
        int writables = station.writables;
        station.send(endpoint, "heard");
        StringBuilder heard = new StringBuilder();
        pump(() -> heard.append(new String(peer.read(), UTF_8)).toString().equals("heard"));
        assertThat(writables).isPositive();
        assertThat(station.ends).isEmpty();
    }

    /** Ends the connection, because each request for new keys costs this side more than the peer. */
    @Test
    void aFloodOfNewKeysEndsTheConnection() throws IOException {
        AtomicInteger sent = new AtomicInteger();
        Station.pump(
                () -> {
                    if (!peer.hasEnded() && sent.get() < 1_000) {
                        askForNewKeys();
                        sent.incrementAndGet();
                    }
                    return station.ends.containsKey(endpoint);
                },
                station);
        assertThat(station.ends.get(endpoint).cause()).isEqualTo(CloseCause.RESET);
        assertThat(station.ends.get(endpoint).detail()).contains("without content");
        assertThat(sent.get()).isLessThan(1_000);
    }

    private void askForNewKeys() {
        try {
            peer.engine.beginHandshake();
            peer.pump();
        } catch (IOException e) {
            // The station has closed the connection.
        }
    }

    @Test
    void bytesCountAsWrittenRecordByRecord() {
        station.send(endpoint, Lane.BULK, random(32 * MIB, 73));
        fillTheSocket();
        long written = station.transport.writtenBytes(endpoint);
        assertThat(written).isPositive().isLessThan(32 * MIB);
        assertThat(station.transport.queuedBytes(endpoint, Lane.BULK)).isEqualTo(32 * MIB - written);
        assertThat(heard(written)).as("bytes that the peer can read").isEqualTo(written);

        pump(() -> station.transport.writtenBytes(endpoint) > written);
        long later = station.transport.writtenBytes(endpoint);
        assertThat(station.transport.queuedBytes(endpoint, Lane.BULK)).isEqualTo(32 * MIB - later);
        station.transport.abort(endpoint);
        assertThat(station.transport.queuedBytes(endpoint, Lane.BULK)).isZero();
    }

    /** Flushes until the socket takes no more bytes. A record is then partly written. */
    private void fillTheSocket() {
        long written = -1;
        for (int still = 0; still < 1_000; still++) {
            station.transport.flush(endpoint); // a socket with little free space does not become writable
            if (station.transport.writtenBytes(endpoint) != written) {
                written = station.transport.writtenBytes(endpoint);
                still = 0;
            }
        }
    }

    /** Returns the number of bytes that the peer decrypts from the bytes in the socket, without further writes. */
    private long heard(long expected) {
        AtomicLong heard = new AtomicLong();
        Station.pump(() -> heard.addAndGet(peer.read().length) >= expected);
        return heard.get();
    }

    @Test
    void whatIsQueuedIsWrittenBeforeTheGoodbye() {
        byte[] bytes = random(8 * MIB, 74);
        station.send(endpoint, Lane.BULK, bytes);
        station.transport.finish(endpoint);
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        pump(() -> {
            heard.writeBytes(peer.read());
            return peer.hasEnded();
        });
        assertThat(heard.toByteArray()).isEqualTo(bytes);
        assertThat(peer.engine.isInboundDone()).isTrue();
        peer.cut();
        assertThat(end().cause()).isEqualTo(CloseCause.LOCAL);
    }
}
