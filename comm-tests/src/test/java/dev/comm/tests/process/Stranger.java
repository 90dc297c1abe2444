package dev.comm.tests.process;

import dev.comm.api.protocol.HandshakeCommand;
import dev.comm.api.spi.Bytes;
import dev.comm.core.codec.FrameEncoder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** One connection of a peer that does not belong to the run. */
final class Stranger {
    private static final long SLOW_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final ByteBuffer WASTE = ByteBuffer.allocate(64 << 10);

    /** The behaviour of a stranger. */
    enum Kind {
        /** Connects and closes the connection. */
        CLOSES,
        /** Connects and resets the connection. */
        RESETS,
        /** Connects and stays silent. */
        STAYS,
        /** Sends a correct HELLO, one byte at a time. */
        WRITES_SLOWLY,
        /** Sends noise. */
        SENDS_NOISE,
        /** Sends a correct HELLO, and then a proof with another secret. */
        KNOWS_ANOTHER_SECRET,
        /** Sends one byte, closes its output and stays. */
        SHUTS_ITS_OUTPUT;

        static Kind of(int number) {
            return values()[number % values().length];
        }
    }

    private final Kind kind;
    private final SocketChannel channel;
    private SelectionKey key;
    private ByteBuffer rest = ByteBuffer.allocate(0);
    private long nextByteNanos;
    private boolean proved;

    Stranger(Kind kind) throws IOException {
        this.kind = kind;
        this.channel = SocketChannel.open();
    }

    void connect(InetSocketAddress target, Selector selector) throws IOException {
        channel.configureBlocking(false);
        key = channel.register(selector, SelectionKey.OP_CONNECT, this);
        channel.connect(target);
    }

    /** Handles an event of the connection. */
    void ready() {
        try {
            if (key.isConnectable() && channel.finishConnect()) {
                key.interestOps(SelectionKey.OP_READ);
                begin();
            } else if (key.isReadable()) {
                read();
            }
        } catch (IOException e) {
            close(); // the other side has closed the connection
        }
    }

    /** Sends the next byte if it is due, and returns whether the connection is still open. */
    boolean goesOn() {
        if (channel.isOpen() && rest.hasRemaining() && System.nanoTime() - nextByteNanos >= 0) {
            try {
                writeAByte();
            } catch (IOException e) {
                close();
            }
        }
        return channel.isOpen();
    }

    void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // The connection is closed in any case.
        }
    }

    private void begin() throws IOException {
        switch (kind) {
            case CLOSES -> close();
            case RESETS -> {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
                close();
            }
            case STAYS -> {}
            case WRITES_SLOWLY -> {
                rest = hello();
                writeAByte();
            }
            case SENDS_NOISE -> {
                byte[] noise = new byte[10_000];
                new Random(System.nanoTime()).nextBytes(noise);
                channel.write(ByteBuffer.wrap(noise));
            }
            case KNOWS_ANOTHER_SECRET -> channel.write(hello());
            case SHUTS_ITS_OUTPUT -> {
                channel.write(ByteBuffer.wrap(new byte[] {'C'}));
                channel.shutdownOutput();
            }
        }
    }

    private void read() throws IOException {
        WASTE.clear();
        int count = channel.read(WASTE);
        if (count < 0) {
            close();
        } else if (count > 0 && kind == Kind.KNOWS_ANOTHER_SECRET && !proved) {
            proved = true;
            channel.write(FrameEncoder.encode(new HandshakeCommand.Proof(Bytes.of(new byte[32])), 0, false, 0));
        }
    }

    private void writeAByte() throws IOException {
        ByteBuffer one = rest.slice(rest.position(), 1);
        rest.position(rest.position() + channel.write(one));
        nextByteNanos = System.nanoTime() + SLOW_NANOS;
    }

    private static ByteBuffer hello() {
        return FrameEncoder.encode(
                HandshakeCommand.Hello.of(-1, System.nanoTime(), Bytes.of(new byte[32]), List.of()), 0, false, 0);
    }
}
