package dev.comm.bench.team;

import dev.comm.bench.Job;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What the wire alone costs: each member has one channel to rank 0, and messages are a length and bytes. */
final class NioTeam implements Team {
    /** As long as Comm's frames of a collective without values. */
    private static final int SIGNAL_BYTES = 64;

    private final int rank;
    private final boolean yields;
    private final List<SocketChannel> channels;
    private ByteBuffer buffer;

    private NioTeam(int rank, boolean yields, List<SocketChannel> channels) {
        this.rank = rank;
        this.yields = yields;
        this.channels = channels;
    }

    static Team blocking(int rank, int members, int port) throws Exception {
        return new NioTeam(rank, false, connect(rank, members, port, false));
    }

    static Team yielding(int rank, int members, int port) throws Exception {
        return new NioTeam(rank, true, connect(rank, members, port, true));
    }

    private static List<SocketChannel> connect(int rank, int members, int port, boolean yields) throws Exception {
        InetSocketAddress address = new InetSocketAddress("127.0.0.1", port);
        return rank == 0 ? accept(address, members, yields) : List.of(prepare(dial(address, rank), yields));
    }

    private static List<SocketChannel> accept(InetSocketAddress address, int members, boolean yields)
            throws IOException {
        List<SocketChannel> found = new ArrayList<>(Collections.nCopies(members - 1, null));
        try (ServerSocketChannel door = ServerSocketChannel.open()) {
            door.bind(address, members);
            for (int i = 1; i < members; i++) {
                SocketChannel channel = door.accept();
                ByteBuffer who = ByteBuffer.allocate(Integer.BYTES);
                while (who.hasRemaining()) {
                    channel.read(who);
                }
                found.set(who.getInt(0) - 1, prepare(channel, yields));
            }
        }
        return found;
    }

    private static SocketChannel dial(InetSocketAddress address, int rank) throws Exception {
        SocketChannel channel = Patience.until(() -> SocketChannel.open(address));
        channel.write(ByteBuffer.allocate(Integer.BYTES).putInt(0, rank));
        return channel;
    }

    private static SocketChannel prepare(SocketChannel channel, boolean yields) throws IOException {
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(!yields);
        return channel;
    }

    @Override
    public Beat beat(Job job) {
        int size = Math.max(SIGNAL_BYTES, job.bytes());
        buffer = ByteBuffer.allocateDirect(size + Integer.BYTES);
        return switch (job.work()) {
            case ECHO -> rank == 0 ? () -> ask(channels.get(0), job.bytes()) : answering(job);
            case BARRIER, ALL_REDUCE -> this::barrier;
            case COLLECT -> together(() -> collect(job.bytes()));
            case DISTRIBUTE -> together(() -> distribute(job.bytes()));
            case ONE_WAY -> rank == 0 ? () -> stream(job) : () -> drain(job);
            default -> throw new IllegalArgumentException(job.toString());
        };
    }

    private Beat answering(Job job) {
        return rank > 1
                ? () -> {}
                : () -> {
                    read(channels.get(0), job.bytes());
                    write(channels.get(0), job.bytes());
                };
    }

    private void ask(SocketChannel channel, int bytes) throws IOException {
        write(channel, bytes);
        read(channel, bytes);
    }

    private void barrier() throws IOException {
        if (rank > 0) {
            ask(channels.get(0), SIGNAL_BYTES);
            return;
        }
        collect(SIGNAL_BYTES);
        for (SocketChannel channel : channels) {
            write(channel, SIGNAL_BYTES);
        }
    }

    private void collect(int bytes) throws IOException {
        for (SocketChannel channel : channels) {
            if (rank == 0) {
                read(channel, bytes);
            } else {
                write(channel, bytes);
            }
        }
    }

    private void distribute(int bytes) throws IOException {
        for (SocketChannel channel : channels) {
            if (rank == 0) {
                write(channel, bytes);
            } else {
                read(channel, bytes);
            }
        }
        barrier();
    }

    private void stream(Job job) throws IOException {
        for (int i = 0; i < job.count(); i++) {
            write(channels.get(0), job.bytes());
        }
        read(channels.get(0), SIGNAL_BYTES);
    }

    private void drain(Job job) throws IOException {
        for (int i = 0; i < job.count(); i++) {
            read(channels.get(0), job.bytes());
        }
        write(channels.get(0), SIGNAL_BYTES);
    }

    private Beat together(Beat beat) {
        return new Beat() {
            @Override
            public void line() throws Exception {
                barrier();
            }

            @Override
            public void play() throws Exception {
                beat.play();
            }
        };
    }

    private void write(SocketChannel channel, int bytes) throws IOException {
        buffer.clear().limit(bytes + Integer.BYTES).putInt(0, bytes);
        while (buffer.hasRemaining()) {
            if (channel.write(buffer) == 0) {
                Thread.yield();
            }
        }
    }

    private void read(SocketChannel channel, int bytes) throws IOException {
        buffer.clear().limit(bytes + Integer.BYTES);
        while (buffer.hasRemaining()) {
            int count = channel.read(buffer);
            if (count < 0) {
                throw new EOFException("a member has gone");
            }
            if (count == 0 && yields) {
                Thread.yield();
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (SocketChannel channel : channels) {
            channel.close();
        }
    }
}
