package dev.comm.tests.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.CommConfig;
import dev.comm.api.protocol.Command;
import dev.comm.api.protocol.HandshakeCommand;
import dev.comm.api.protocol.MembershipCommand;
import dev.comm.api.spi.Bytes;
import dev.comm.core.codec.FrameDecoder;
import dev.comm.core.codec.FrameEncoder;
import dev.comm.master.MasterNode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;

/**
 * 256 nodes that connect at the same time all become members, every time. A backlog of 5 and two tiny writes once lost
 * most of them.
 */
class ConnectStormIT {
    private static final int NODES = 256;

    @RepeatedTest(20)
    void l1_256ConnectionsInTheSameInstantAreAllIn() throws IOException {
        CommConfig config = CommConfig.builder().bind("127.0.0.1:0").build();
        try (MasterNode master = MasterNode.listen(config);
                Selector selector = Selector.open()) {
            List<SocketChannel> channels = connectAll(selector, master.address());
            int welcomed = 0;
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(ForkedMember.PATIENCE_SECONDS);
            while (welcomed < NODES && System.nanoTime() < deadline) {
                selector.select(500);
                for (SelectionKey key : selector.selectedKeys()) {
                    welcomed += ((Client) key.attachment()).ready() ? 1 : 0;
                }
                selector.selectedKeys().clear();
            }
            assertThat(welcomed).isEqualTo(NODES);
            assertThat(master.awaitComputeNodes(NODES, Duration.ofSeconds(30)).size())
                    .isEqualTo(NODES);
            for (SocketChannel channel : channels) {
                channel.close();
            }
        }
    }

    private static List<SocketChannel> connectAll(Selector selector, InetSocketAddress master) throws IOException {
        List<SocketChannel> channels = new ArrayList<>();
        for (int i = 0; i < NODES; i++) {
            SocketChannel channel = SocketChannel.open();
            channel.configureBlocking(false);
            SelectionKey key = channel.register(selector, SelectionKey.OP_CONNECT);
            key.attach(new Client(channel, key, i + 1));
            channels.add(channel);
        }
        for (SocketChannel channel : channels) {
            channel.connect(new InetSocketAddress("127.0.0.1", master.getPort()));
        }
        return channels;
    }

    /** A client that sends only the frames that a node needs until its Welcome. */
    private static final class Client {
        private final SocketChannel channel;
        private final SelectionKey key;
        private final int rank;
        private final FrameDecoder decoder = new FrameDecoder(1 << 20);
        private final ByteBuffer input = ByteBuffer.allocate(1 << 16);
        private boolean welcome;

        Client(SocketChannel channel, SelectionKey key, int rank) {
            this.channel = channel;
            this.key = key;
            this.rank = rank;
        }

        /** Continues the handshake, and returns true at the moment at which the client becomes a member. */
        boolean ready() throws IOException {
            if (key.isConnectable() && channel.finishConnect()) {
                key.interestOps(SelectionKey.OP_READ);
                send(HandshakeCommand.Hello.of(rank, rank * 31L, Bytes.of(new byte[32]), List.of()));
                return false;
            }
            boolean before = welcome;
            input.clear();
            if (channel.read(input) < 0) {
                throw new IOException("the master closed the connection of rank " + rank);
            }
            decoder.decode(input.flip(), (header, command, payload) -> received(command));
            return welcome && !before;
        }

        private void received(Command command) {
            if (command instanceof HandshakeCommand.Challenge) {
                send(new HandshakeCommand.Proof(Bytes.EMPTY));
                send(HandshakeCommand.Join.of(1_000_000_000L, 60_000_000_000L, 16).toBuilder()
                        .host("h")
                        .pid(1)
                        .build());
            } else if (command instanceof HandshakeCommand.Accepted) {
                send(new MembershipCommand.Heartbeat(0, -1, 0, 1_000_000_000L));
            }
            welcome |= command instanceof HandshakeCommand.Welcome;
        }

        private void send(Command command) {
            try {
                channel.write(FrameEncoder.encode(command, 0, false, 0));
            } catch (IOException e) {
                throw new AssertionError("cannot send as rank " + rank, e);
            }
        }
    }
}
