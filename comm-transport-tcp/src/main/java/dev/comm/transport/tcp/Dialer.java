package dev.comm.transport.tcp;

import dev.comm.api.spi.Transport.CloseCause;
import dev.comm.transport.tcp.connection.SocketOptions;
import dev.comm.transport.tcp.select.Reports;
import dev.comm.transport.tcp.select.SelectHandler;
import dev.comm.transport.tcp.select.TaskPool;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnsupportedAddressTypeException;
import java.util.Locale;

/**
 * The part that opens outgoing connections. It reports failures through {@code poll} instead of throwing them. The host
 * name is resolved for each connection, on another thread, because a name service may be slow. If a name has several
 * addresses, each connection takes the next address.
 */
final class Dialer {
    private final TaskPool names = new TaskPool("comm-names-", TaskPool.THREADS_OF_NAMES);
    private final TransportContext around;

    Dialer(TransportContext around) {
        this.around = around;
    }

    void connect(int number, InetSocketAddress address, long timeoutNanos) {
        String target = AddressFormat.name(address);
        try {
            begin(number, address, System.nanoTime() + timeoutNanos);
        } catch (IOException | UnsupportedAddressTypeException | ClosedSelectorException e) {
            notOpened(number, reason(target, e));
        }
    }

    private void begin(int number, InetSocketAddress address, long untilNanos) throws IOException {
        SocketChannel channel = SocketChannel.open();
        Endpoint endpoint = new Endpoint(number, channel, around);
        try {
            SocketOptions.prepare(channel);
            if (!address.isUnresolved()) {
                channel.connect(address);
            }
            endpoint.connecting(address, untilNanos);
            if (address.isUnresolved() && !names.offer(() -> lookUp(number, address, endpoint))) {
                endpoint.undialled(AddressFormat.name(address) + ": too many names are being looked up");
            }
        } catch (IOException | RuntimeException e) {
            endpoint.drop();
            throw e;
        }
    }

    private static void lookUp(int number, InetSocketAddress address, Endpoint endpoint) {
        try {
            InetAddress[] all = InetAddress.getAllByName(address.getHostString());
            endpoint.dial(new InetSocketAddress(all[(number - 1) % all.length], address.getPort()));
        } catch (UnknownHostException e) {
            endpoint.undialled(AddressFormat.name(address)
                    + ": check the host name and the name service; the name is unknown here");
        }
    }

    void close() {
        names.close();
    }

    private void notOpened(int number, String detail) {
        around.loop().attendTo(new NotOpened(number, detail));
    }

    /** A failed attempt without a channel. The next poll reports it. */
    record NotOpened(int number, String detail) implements SelectHandler {
        @Override
        public void ready(int operations, Reports reports) {
            // This handler has no channel, so it is never ready.
        }

        @Override
        public void attend(Reports reports) {
            reports.closed(number, CloseCause.NOT_OPENED, detail);
        }
    }

    static String unanswered(String target) {
        return target + ": check the address, and whether a firewall drops packets; no answer in time";
    }

    static String refused(String target) {
        return target + ": connection refused; no program listens there (not yet, or no longer)";
    }

    /** Returns the reason why the connection to this target failed. */
    static String reason(String target, Exception cause) {
        String message = String.valueOf(cause.getMessage());
        String lower = message.toLowerCase(Locale.ROOT);
        if (lower.contains("refused")) {
            return refused(target);
        }
        if (lower.contains("too many open files")) {
            return target + ": raise ulimit -n; too many open files in this process";
        }
        return target + ": " + (cause.getMessage() == null ? cause.getClass().getSimpleName() : message);
    }
}
