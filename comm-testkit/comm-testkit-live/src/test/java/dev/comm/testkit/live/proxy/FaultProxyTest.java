package dev.comm.testkit.live.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The effects of the proxy on bytes and connections of any protocol. */
@Timeout(120)
class FaultProxyTest {
    private static final int SHORTLY_MILLIS = 100;

    @Test
    void bytesPassAsTheyAreAndEndsOfStreamToo() throws IOException {
        byte[] much = Wire.bytes(100_000);
        try (Wire wire = new Wire();
                Socket client = wire.dial();
                Socket server = wire.answer()) {
            Wire.say(client, much);
            assertThat(Wire.hear(server, much.length)).isEqualTo(much);
            Wire.say(server, much);
            assertThat(Wire.hear(client, much.length)).isEqualTo(much);
            client.shutdownOutput();
            assertThat(server.getInputStream().read()).isEqualTo(-1);
            Wire.say(server, (byte) 7);
            server.shutdownOutput();
            assertThat(Wire.hear(client, 2)).containsExactly(7);
            assertThat(wire.proxy.accepted()).isEqualTo(1);
            assertThat(wire.proxy.failure()).isEmpty();
        }
    }

    @Test
    void aResetPassesAsAReset() throws IOException {
        try (Wire wire = new Wire();
                Socket client = wire.dial();
                Socket server = wire.answer()) {
            client.setSoLinger(true, 0);
            client.close();
            assertReset(server);
        }
    }

    @Test
    void aClosedSocketWithUnreadBytesIsAReset() throws IOException {
        // The client is a channel, because a Socket says goodbye before it is closed.
        try (Wire wire = new Wire();
                SocketChannel client = SocketChannel.open(wire.proxy.address());
                Socket server = wire.answer()) {
            Wire.say(server, (byte) 1, (byte) 2);
            assertThat(client.read(ByteBuffer.allocate(1))).isEqualTo(1);
            client.close();
            assertReset(server);
        }
    }

    private static void assertReset(Socket socket) {
        assertThatThrownBy(() -> socket.getInputStream().read())
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("reset");
    }

    /** Requires a reset. It may arrive before the caller knows that the connection was accepted. */
    private static void assertCallIsReset(Wire wire) {
        assertThatThrownBy(() -> {
                    try (Socket client = wire.dial()) {
                        client.getInputStream().read();
                    }
                })
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("reset");
    }

    private static void assertSilence(Socket socket) throws IOException {
        socket.setSoTimeout(SHORTLY_MILLIS);
        assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        socket.setSoTimeout(Wire.PATIENCE_MILLIS);
    }

    @Test
    void whatIsDelayedComesLaterAndInOrder() throws IOException {
        byte[] bytes = Wire.bytes(1_000);
        try (Wire wire = new Wire();
                Socket client = wire.dial();
                Socket server = wire.answer()) {
            wire.proxy.toTarget().delay(Duration.ofMillis(80));
            wire.proxy.toTarget().jitter(Duration.ofMillis(5));
            long start = System.nanoTime();
            for (int at = 0; at < bytes.length; at += 100) {
                Wire.say(client, Arrays.copyOfRange(bytes, at, at + 100));
            }
            assertThat(Wire.hear(server, bytes.length)).isEqualTo(bytes);
            assertThat(System.nanoTime() - start).isGreaterThan(80_000_000L);
        }
    }

    @Test
    void aLimitIsKept() throws IOException {
        try (Wire wire = new Wire();
                Socket client = wire.dial();
                Socket server = wire.answer()) {
            wire.proxy.toTarget().throttle(10_000);
            long start = System.nanoTime();
            Wire.say(client, Wire.bytes(2_000));
            assertThat(Wire.hear(server, 2_000)).isEqualTo(Wire.bytes(2_000));
            assertThat(System.nanoTime() - start).isGreaterThan(150_000_000L);
            wire.proxy.toTarget().throttle(0);
            Wire.say(client, Wire.bytes(1_000_000));
            assertThat(Wire.hear(server, 1_000_000)).isEqualTo(Wire.bytes(1_000_000));
        }
    }

    @Test
    void bytesComeOneByOneAndUnchanged() throws IOException {
        try (Wire wire = new Wire();
                Socket client = wire.dial();
                Socket server = wire.answer()) {
            wire.proxy.toTarget().slice(1, Duration.ofMillis(2));
            long start = System.nanoTime();
            Wire.say(client, Wire.bytes(50));
            assertThat(Wire.hear(server, 50)).isEqualTo(Wire.bytes(50));
            assertThat(System.nanoTime() - start).isGreaterThan(90_000_000L);
        }
    }

    @Test
    void aClogStopsOneWayForAWhile() throws IOException {
        try (Wire wire = new Wire();
                Socket client = wire.dial();
                Socket server = wire.answer()) {
            wire.proxy.toTarget().clog(Duration.ofMillis(150));
            long start = System.nanoTime();
            Wire.say(client, (byte) 1);
            Wire.say(server, (byte) 2);
            assertThat(client.getInputStream().read()).isEqualTo(2);
            assertThat(server.getInputStream().read()).isEqualTo(1);
            assertThat(System.nanoTime() - start).isGreaterThan(140_000_000L);
        }
    }

    @Test
    void aBlockedWayKeepsWhatIsSentUntilItIsOpen() throws IOException {
        try (Wire wire = new Wire();
                Socket client = wire.dial();
                Socket server = wire.answer()) {
            wire.proxy.toTarget().block();
            Wire.say(client, (byte) 1, (byte) 2);
            client.shutdownOutput();
            assertSilence(server);
            wire.proxy.toTarget().open();
            assertThat(Wire.hear(server, 3)).containsExactly(1, 2);
        }
    }

    @Test
    void whoeverSendsThroughABlockedWayHasToWait() throws IOException {
        try (Wire wire = new Wire();
                Socket client = wire.dial();
                Socket server = wire.answer()) {
            wire.proxy.toTarget().block();
            Thread sender = new Thread(() -> sayQuietly(client, new byte[64 << 20]));
            sender.start();
            assertSilence(server);
            assertThat(sender.isAlive()).isTrue();
            wire.proxy.toTarget().open();
            assertThat(Wire.hear(server, 64 << 20)).hasSize(64 << 20);
        }
    }

    private static void sayQuietly(Socket socket, byte[] bytes) {
        try {
            Wire.say(socket, bytes);
        } catch (IOException e) {
            // The test is over.
        }
    }

    @Test
    void bothSidesSeeAReset() throws IOException {
        try (Wire wire = new Wire();
                Socket client = wire.dial();
                Socket server = wire.answer()) {
            wire.proxy.reset();
            assertReset(client);
            assertReset(server);
        }
    }

    @Test
    void oneSideSeesAResetAndTheOtherNothing() throws IOException {
        try (Wire wire = new Wire();
                Socket client = wire.dial();
                Socket server = wire.answer()) {
            wire.proxy.toTarget().resetReceiver();
            assertReset(server);
            Wire.say(client, Wire.bytes(100));
            assertSilence(client);
            assertThat(wire.proxy.connections()).isEqualTo(1);
        }
    }

    @Test
    void aHalfClosedConnectionStillSpeaksTheOtherWay() throws IOException {
        try (Wire wire = new Wire();
                Socket client = wire.dial();
                Socket server = wire.answer()) {
            Wire.say(client, (byte) 1);
            assertThat(server.getInputStream().read()).isEqualTo(1);
            wire.proxy.toTarget().finish();
            assertThat(server.getInputStream().read()).isEqualTo(-1);
            Wire.say(client, (byte) 2);
            Wire.say(server, (byte) 3);
            assertThat(client.getInputStream().read()).isEqualTo(3);
        }
    }

    @Test
    void anEndComesSlowly() throws IOException {
        try (Wire wire = new Wire();
                Socket client = wire.dial();
                Socket server = wire.answer()) {
            wire.proxy.toTarget().closeSlowly(Duration.ofMillis(120));
            long start = System.nanoTime();
            Wire.say(client, (byte) 1);
            client.shutdownOutput();
            assertThat(Wire.hear(server, 2)).containsExactly(1);
            assertThat(System.nanoTime() - start).isGreaterThan(110_000_000L);
        }
    }

    @Test
    void oneBitOfTheNamedByteIsFlipped() throws IOException {
        try (Wire wire = new Wire();
                Socket client = wire.dial();
                Socket server = wire.answer()) {
            wire.proxy.toTarget().corrupt(5);
            Wire.say(client, new byte[20]);
            byte[] heard = Wire.hear(server, 20);
            assertThat(Integer.bitCount(heard[5] & 0xFF)).isEqualTo(1);
            heard[5] = 0;
            assertThat(heard).isEqualTo(new byte[20]);
        }
    }

    @Test
    void noiseFlipsBitsHereAndThere() throws IOException {
        try (Wire wire = new Wire();
                Socket client = wire.dial();
                Socket server = wire.answer()) {
            wire.proxy.toClient().noise(0.1);
            Wire.say(server, new byte[10_000]);
            int flipped = 0;
            for (byte each : Wire.hear(client, 10_000)) {
                flipped += Integer.bitCount(each & 0xFF);
            }
            assertThat(flipped).isBetween(800, 1_200);
            wire.proxy.heal();
            Wire.say(server, new byte[1_000]);
            assertThat(Wire.hear(client, 1_000)).isEqualTo(new byte[1_000]);
        }
    }

    @Test
    void aStreamIsCutAfterTheNamedNumberOfBytes() throws IOException {
        try (Wire wire = new Wire();
                Socket client = wire.dial();
                Socket server = wire.answer()) {
            wire.proxy.toTarget().truncate(7);
            Wire.say(client, Wire.bytes(20));
            assertThat(Wire.hear(server, 20)).isEqualTo(Wire.bytes(7));
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void callersAreRefusedAndThenServedOnTheSamePort() throws IOException {
        try (Wire wire = new Wire()) {
            InetSocketAddress address = wire.proxy.address();
            wire.proxy.refuse();
            assertThatThrownBy(wire::dial).isInstanceOf(ConnectException.class);
            wire.proxy.accept();
            try (Socket client = wire.dial();
                    Socket server = wire.answer()) {
                Wire.say(client, (byte) 9);
                assertThat(server.getInputStream().read()).isEqualTo(9);
            }
            assertThat(wire.proxy.address()).isEqualTo(address);
        }
    }

    @Test
    void callersAreAcceptedAndHearNothing() throws IOException {
        try (Wire wire = new Wire()) {
            wire.proxy.silence();
            try (Socket client = wire.dial()) {
                Wire.say(client, Wire.bytes(100));
                assertSilence(client);
            }
        }
    }

    @Test
    void callersAreAcceptedAndReset() throws IOException {
        try (Wire wire = new Wire()) {
            wire.proxy.resetCallers();
            assertCallIsReset(wire);
        }
    }

    @Test
    void callersOfATargetThatIsGoneAreReset() throws IOException {
        try (Wire wire = new Wire()) {
            wire.listener.close();
            assertCallIsReset(wire);
        }
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "other kernels do not drop callers when the queue is full")
    void callersGetNoAnswer() throws IOException {
        try (Wire wire = new Wire();
                Socket caller = new Socket()) {
            wire.proxy.hang();
            assertThatThrownBy(() -> caller.connect(wire.proxy.address(), 3 * SHORTLY_MILLIS))
                    .isInstanceOf(SocketTimeoutException.class);
            wire.proxy.accept();
            try (Socket client = wire.dial();
                    Socket server = wire.answer()) {
                Wire.say(client, (byte) 9);
                assertThat(server.getInputStream().read()).isEqualTo(9);
            }
        }
    }

    @Test
    void nothingIsLeftWhenItIsClosed() throws IOException {
        try (Wire wire = new Wire();
                Socket client = wire.dial();
                Socket server = wire.answer()) {
            wire.proxy.close();
            assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .doesNotContain("comm-fault-proxy");
            assertThat(client.getInputStream().read()).isEqualTo(-1);
            assertThat(server.getInputStream().read()).isEqualTo(-1);
            assertThatThrownBy(wire::dial).isInstanceOf(ConnectException.class);
        }
    }
}
