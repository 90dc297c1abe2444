package dev.comm.transport.tcp.connection;

import java.io.IOException;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.Map;

/** The options of TCP sockets. */
public final class SocketOptions {
    /**
     * The time before keep-alive probes begin and the interval between probes, both in seconds, and the number of
     * probes that may be lost. The options are found by name, because a modular program may have this transport on its
     * class path but no module jdk.net.
     */
    private static final Map<String, Integer> KEEPALIVE =
            Map.of("TCP_KEEPIDLE", 30, "TCP_KEEPINTERVAL", 10, "TCP_KEEPCOUNT", 3);

    private SocketOptions() {}

    /**
     * Makes the channel non-blocking, disables Nagle's algorithm, and enables keep-alive, which detects a dead host
     * within about a minute.
     */
    public static void prepare(SocketChannel channel) throws IOException {
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
        for (SocketOption<?> option : channel.supportedOptions()) {
            Integer value = KEEPALIVE.get(option.name());
            if (value != null) {
                set(channel, option, value);
            }
        }
    }

    /**
     * Makes the following close send a reset, which drops unsent bytes and ends the connection for the peer at once.
     */
    static void resetOnClose(SocketChannel channel) {
        try {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException e) {
            // The channel is already closed or broken, so no bytes are left to drop.
        }
    }

    private static <T> void set(SocketChannel channel, SocketOption<T> option, Object value) throws IOException {
        channel.setOption(option, option.type().cast(value));
    }
}
