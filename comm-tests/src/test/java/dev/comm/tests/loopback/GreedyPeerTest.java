package dev.comm.tests.loopback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.Cause;
import dev.comm.api.CommConfig;
import dev.comm.api.protocol.Command;
import dev.comm.api.protocol.Content;
import dev.comm.api.protocol.HandshakeCommand;
import dev.comm.api.protocol.MembershipCommand;
import dev.comm.api.protocol.WorkCommand;
import dev.comm.api.spi.Bytes;
import dev.comm.api.work.Report;
import dev.comm.core.codec.FrameDecoder;
import dev.comm.core.codec.FrameEncoder;
import dev.comm.master.MasterNode;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A member that knows the secret, but makes the master send much and reads nothing (C2, B10). */
@Timeout(120)
class GreedyPeerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void c2_whoSendsMuchAndReadsNothingIsLostAsStalledAlone() throws IOException {
        CommConfig config = CommConfig.builder().bind("127.0.0.1:0").build();
        try (MasterNode master = MasterNode.listen(config);
                SocketChannel greedy = join(master, 1);
                SocketChannel modest = join(master, 2)) {
            master.awaitComputeNodes(2, PATIENCE);
            Report report = sendUntilSomebodyDeparts(greedy, master);
            assertThat(report.departed()).singleElement().satisfies(gone -> {
                assertThat(gone.departure().rank()).isEqualTo(1);
                assertThat(gone.departure().cause()).isEqualTo(Cause.STALLED);
                assertThat(gone.departure().detail()).contains("control queue");
            });
            assertThat(master.registry().entries().keySet()).containsExactly(2);
            assertThat(modest.isOpen()).isTrue();
        }
    }

    /** Sends results until a member departs. The master acknowledges each result, although it has sent no request. */
    private static Report sendUntilSomebodyDeparts(SocketChannel channel, MasterNode master) throws IOException {
        ByteBuffer one = FrameEncoder.encode(
                new WorkCommand.Result(1L << 40, 1, WorkCommand.Status.DONE, Content.NONE), 0, false, 0);
        ByteBuffer many = ByteBuffer.allocate(1_000 * one.remaining());
        while (many.hasRemaining()) {
            many.put(one.duplicate());
        }
        channel.configureBlocking(false);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Report report = master.report();
        boolean isOpen = true;
        while (report.departed().isEmpty() && System.nanoTime() < deadline) {
            isOpen = isOpen && sendMany(channel, many, one.remaining());
            report = master.report();
        }
        return report;
    }

    /** Sends whole frames until the socket is full. Returns false if the master has closed the connection. */
    private static boolean sendMany(SocketChannel channel, ByteBuffer many, int size) {
        try {
            many.clear();
            int written = -1;
            while (many.hasRemaining() && written != 0) {
                written = channel.write(many);
            }
            sendRest(channel, many, size);
            return true;
        } catch (IOException e) {
            return false; // the report follows
        }
    }

    /** Sends the rest of a frame that was begun, if the master still reads. */
    private static void sendRest(SocketChannel channel, ByteBuffer many, int size) throws IOException {
        int begun = many.position() % size;
        if (begun != 0) {
            many.limit(many.position() + size - begun);
            channel.configureBlocking(true);
            channel.write(many);
            channel.configureBlocking(false);
            many.clear();
        }
    }

    private static SocketChannel join(MasterNode master, int rank) throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.setOption(StandardSocketOptions.SO_RCVBUF, 4 << 10);
        channel.connect(master.address());
        send(channel, HandshakeCommand.Hello.of(rank, rank * 31L, Bytes.of(new byte[32]), List.of()));
        awaitFirst(channel, HandshakeCommand.Challenge.class);
        send(channel, new HandshakeCommand.Proof(Bytes.EMPTY));
        send(
                channel,
                HandshakeCommand.Join.of(TimeUnit.SECONDS.toNanos(1), TimeUnit.SECONDS.toNanos(60), 16).toBuilder()
                        .host("h")
                        .pid(1)
                        .build());
        awaitFirst(channel, HandshakeCommand.Accepted.class);
        send(channel, new MembershipCommand.Heartbeat(0, -1, 0, TimeUnit.SECONDS.toNanos(1)));
        awaitFirst(channel, HandshakeCommand.Welcome.class);
        return channel;
    }

    private static void send(SocketChannel channel, Command command) throws IOException {
        channel.write(FrameEncoder.encode(command, 0, false, 0));
    }

    private static void awaitFirst(SocketChannel channel, Class<? extends Command> wanted) throws IOException {
        FrameDecoder decoder = new FrameDecoder(1 << 20);
        List<Command> came = new ArrayList<>();
        ByteBuffer input = ByteBuffer.allocate(1 << 16);
        while (came.stream().noneMatch(wanted::isInstance)) {
            input.clear();
            if (channel.read(input) < 0) {
                throw new IOException("the master closed the connection; it said " + came);
            }
            decoder.decode(input.flip(), (header, command, payload) -> came.add(command));
        }
    }
}
