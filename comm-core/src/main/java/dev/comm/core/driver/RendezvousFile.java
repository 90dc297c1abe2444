package dev.comm.core.driver;

import dev.comm.api.error.TransportException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * The file in which a master publishes its addresses, so that the system can choose the port.
 *
 * <p>Each line is {@code address:port}, with an IPv6 address in brackets. There are several lines only if the master
 * listens at all addresses of a host with several networks. The write is atomic. Nodes read the file before each
 * connection attempt, so they find a master that starts late or restarts. The file does not authenticate the master,
 * which must still prove that it knows the secret.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class RendezvousFile {
    private static final int BYTES_MAX = 4096;
    private static final int ADDRESSES_MAX = 32;

    private RendezvousFile() {}

    /**
     * Claims the file for a master of this process. The file {@code FILE.lock} stays locked until the claim ends.
     *
     * @throws dev.comm.api.error.ConfigException if a living master in this process or another one has claimed the file
     */
    public static FileClaim claim(Path file) {
        return FileClaim.take(
                file.resolveSibling(file.getFileName() + ".lock"),
                "end that process, or set another rendezvous",
                "is a living master that has published its address in " + file);
    }

    /**
     * Publishes the address of the master. The new file replaces an older file, or a link at its name, which is not
     * followed.
     *
     * @param bound bound address; a wildcard address is replaced by the addresses of this machine
     * @throws TransportException if the file cannot be written
     */
    public static void publish(Path file, InetSocketAddress bound) {
        Path whole = file.toAbsolutePath();
        Path part = whole.resolveSibling(
                whole.getFileName() + "." + ProcessHandle.current().pid() + ".part");
        try {
            Files.deleteIfExists(part);
            Files.writeString(
                    part,
                    text(bound),
                    StandardCharsets.US_ASCII,
                    StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.WRITE);
            Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new TransportException(
                    "make the folder of " + file + " writable; the master cannot publish its address " + bound
                            + " there: " + e,
                    e);
        }
    }

    /** Returns the addresses of the master, or an empty list if there is no readable file with an address. */
    public static List<InetSocketAddress> read(Path file) {
        try {
            return Files.size(file) > BYTES_MAX
                    ? List.of()
                    : Files.readString(file)
                            .lines()
                            .flatMap(line -> address(line.strip()).stream())
                            .limit(ADDRESSES_MAX)
                            .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static String text(InetSocketAddress bound) {
        List<InetAddress> own =
                bound.getAddress().isAnyLocalAddress() ? OwnAddresses.all() : List.of(bound.getAddress());
        return own.stream()
                .limit(ADDRESSES_MAX)
                .map(each -> line(each.getHostAddress(), bound.getPort()))
                .collect(Collectors.joining());
    }

    private static String line(String host, int port) {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port + "\n";
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
