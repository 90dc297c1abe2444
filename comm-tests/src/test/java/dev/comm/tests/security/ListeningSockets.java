package dev.comm.tests.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The sockets by which a process can be reached, as Linux knows them. */
public final class ListeningSockets {
    private static final String LISTEN = "0A";
    private static final int ADDRESS = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;

    private ListeningSockets() {}

    /** Whether this system tells. */
    public static boolean areKnown() {
        return Files.isReadable(Path.of("/proc/self/net/tcp"));
    }

    /** Where a process listens by TCP, and all its UDP sockets, which receive without listening. */
    public static List<String> of(long process) {
        Path proc = Path.of("/proc", Long.toString(process));
        try {
            Set<String> own = inodes(proc.resolve("fd"));
            List<String> found = new ArrayList<>();
            for (String kind : List.of("tcp", "tcp6", "udp", "udp6")) {
                rows(proc.resolve("net").resolve(kind)).stream()
                        .filter(row -> own.contains(row[INODE]))
                        .filter(row -> kind.startsWith("udp") || row[STATE].equals(LISTEN))
                        .forEach(row -> found.add(kind.substring(0, 3) + " " + address(row[ADDRESS])));
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of this process. */
    public static List<String> here() {
        return of(ProcessHandle.current().pid());
    }

    /** How {@link #of} writes an address. */
    public static String tcp(InetSocketAddress address) {
        return "tcp " + address.getAddress().getHostAddress() + " " + address.getPort();
    }

    private static Set<String> inodes(Path descriptors) throws IOException {
        Set<String> found = new HashSet<>();
        try (Stream<Path> all = Files.list(descriptors)) {
            for (Path each : all.toList()) {
                try {
                    String target = Files.readSymbolicLink(each).toString();
                    if (target.startsWith("socket:[")) {
                        found.add(target.substring("socket:[".length(), target.length() - 1));
                    }
                } catch (NoSuchFileException e) {
                    continue; // closed meanwhile
                }
            }
        }
        return found;
    }

    private static List<String[]> rows(Path table) throws IOException {
        return Files.readAllLines(table).stream()
                .skip(1)
                .map(line -> line.strip().split("\\s+"))
                .toList();
    }

    /** The kernel writes the address in words of four bytes, the lowest first. */
    private static String address(String text) {
        String[] parts = text.split(":");
        byte[] words = HexFormat.of().parseHex(parts[0]);
        byte[] bytes = new byte[words.length];
        for (int i = 0; i < words.length; i++) {
            bytes[i] = words[i / 4 * 4 + 3 - i % 4];
        }
        try {
            return InetAddress.getByAddress(bytes).getHostAddress() + " " + Integer.parseInt(parts[1], 16);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(text, e);
        }
    }
}
