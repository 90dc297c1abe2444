package dev.comm.api.support;

import dev.comm.api.TransportException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * The file in which a master says where it listens, for a port that the system chose.
 *
 * <p>One line, {@code address:port}, an IPv6 address in brackets. It appears whole or not at all. Nodes read it before
 * each attempt to connect, so a master that starts late or again is found. It proves nothing: who answers there has to
 * know the secret.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Rendezvous {
    private static final int BYTES_MAX = 256;

    private Rendezvous() {}

    /**
     * Publishes where the master listens; replaces what was there.
     *
     * @param bound a wildcard address is published as this machine's own
     * @throws TransportException if the file cannot be written
     */
    public static void publish(Path file, InetSocketAddress bound) {
        Path whole = file.toAbsolutePath();
        Path part = whole.resolveSibling(
                whole.getFileName() + "." + ProcessHandle.current().pid() + ".part");
        try {
            Files.writeString(part, text(bound) + "\n", StandardCharsets.US_ASCII);
            Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new TransportException(
                    "the master listens at " + bound + ", but cannot say so in " + file + ": " + e
                            + "; is its folder writable?",
                    e);
        }
    }

    /** Where the master listens, or empty as long as nothing readable is there. */
    public static Optional<InetSocketAddress> read(Path file) {
        try {
            return Files.size(file) > BYTES_MAX
                    ? Optional.empty()
                    : address(Files.readString(file).strip());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String text(InetSocketAddress bound) throws UnknownHostException {
        InetAddress address = bound.getAddress().isAnyLocalAddress() ? InetAddress.getLocalHost() : bound.getAddress();
        String host = address.getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + bound.getPort();
    }

    private static Optional<InetSocketAddress> address(String text) {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? "" : text.substring(0, colon);
        String port = text.substring(colon + 1);
        if (!host.matches("[0-9.]+|\\[[0-9a-fA-F:.%\\w]+]") || !port.matches("[1-9][0-9]{0,4}")) {
            return Optional.empty();
        }
        try {
            return Optional.of(new InetSocketAddress(InetAddress.getByName(host), Integer.parseInt(port)));
        } catch (UnknownHostException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
