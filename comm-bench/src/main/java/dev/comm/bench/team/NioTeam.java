package dev.comm.bench.team;

import static dev.comm.bench.Work.ALL_REDUCE;
import static dev.comm.bench.Work.BARRIER;
import static dev.comm.bench.Work.COLLECT;
import static dev.comm.bench.Work.CROWD_BARRIER;
import static dev.comm.bench.Work.DISTRIBUTE;
import static dev.comm.bench.Work.ECHO;
import static dev.comm.bench.Work.EXCHANGE;
import static dev.comm.bench.Work.IDLE_HEAP;
import static dev.comm.bench.Work.IDLE_LOAD;
import static dev.comm.bench.Work.ONE_WAY;
import static dev.comm.bench.Work.RELEASE;

import dev.comm.bench.Job;
import dev.comm.bench.Work;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A member that measures the cost of the wire alone. Each member has one channel to rank 0, and a message is a length
 * and bytes.
 */
final class NioTeam implements Team {
    /** The size of a signal, which is the size of Comm's frames of a collective without values. */
    private static final int SIGNAL_BYTES = 64;

    static final Set<Work> WORKS = EnumSet.of(
            ECHO,
            EXCHANGE,
            BARRIER,
            COLLECT,
            DISTRIBUTE,
            ALL_REDUCE,
            ONE_WAY,
            RELEASE,
            CROWD_BARRIER,
            IDLE_HEAP,
            IDLE_LOAD);

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
            for (int missing = members - 1; missing > 0; ) {
                SocketChannel channel = door.accept();
                int who = rankOf(channel);
                if (who > 0) {
                    found.set(who - 1, prepare(channel, yields));
                    missing--;
                }
            }
        }
        return found;
    }

    /** Returns the rank of the sender, or 0 for a stranger that only connected. */
    private static int rankOf(SocketChannel channel) throws IOException {
        ByteBuffer who = ByteBuffer.allocate(Integer.BYTES);
        while (who.hasRemaining()) {
            if (channel.read(who) < 0) {
                return 0;
            }
        }
        return who.getInt(0);
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
            case ECHO -> rank == 0 ? () -> ask(channels.get(0), job.bytes()) : Beat.serving(() -> answer(job.bytes()));
            case EXCHANGE -> () -> exchange(job.bytes());
            case BARRIER, ALL_REDUCE, CROWD_BARRIER, IDLE_HEAP, IDLE_LOAD -> this::barrier;
            case RELEASE -> this::barrierOfTheLiving;
            case COLLECT -> Beat.after(this::barrier, () -> collect(job.bytes()));
            case DISTRIBUTE -> Beat.after(this::barrier, () -> distribute(job.bytes()));
            case ONE_WAY -> rank == 0 ? () -> stream(job) : () -> drain(job);
            default -> throw new IllegalArgumentException(job.toString());
        };
    }

    private void answer(int bytes) throws IOException {
        try {
            while (true) {
                read(channels.get(0), bytes);
                write(channels.get(0), bytes);
            }
        } catch (EOFException e) {
            // Rank 0 has gone.
        }
    }

    /** Exchanges bytes. Rank 1 sends first, as a member of a collective does. */
    private void exchange(int bytes) throws IOException {
        if (rank > 0) {
            ask(channels.get(0), bytes);
        } else {
            read(channels.get(0), bytes);
            write(channels.get(0), bytes);
        }
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

    /** Makes a barrier of the members that are left. A member that has gone is removed. */
    private void barrierOfTheLiving() throws IOException {
        if (rank == 0) {
            channels.removeIf(each -> !succeeds(() -> read(each, SIGNAL_BYTES)));
            channels.removeIf(each -> !succeeds(() -> write(each, SIGNAL_BYTES)));
        } else {
            barrier();
        }
    }

    /** A read or a write. */
    private interface Step {
        void run() throws IOException;
    }

    private static boolean succeeds(Step step) {
        try {
            step.run();
            return true;
        } catch (IOException e) {
            return false;
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
