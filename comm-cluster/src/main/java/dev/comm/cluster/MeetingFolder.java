package dev.comm.cluster;

import dev.comm.api.error.ConfigException;
import dev.comm.api.launch.Meeting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A folder that all hosts see. Rank 0 writes the secret and its addresses there. Without a shared folder the user gives
 * the secret, and nodes find rank 0 at ports that follow from the run.
 *
 * <p>Only the process that created the file {@code rank0} writes there. A child of rank 0 inherits its variables, and
 * would otherwise replace the secret and the addresses.
 */
final class MeetingFolder implements Meeting {
    private static final String SECRET = "secret";
    private static final String MASTER = "master";
    private static final String CLAIM = "rank0";
    private static final List<String> FILES = List.of(MASTER, SECRET, CLAIM);
    private static final int SECRET_BYTES = 32;
    private static final String CURE = "name a folder that all hosts see in COMM_SHARED, or make a secret once (comm"
            + " secret new ~/.comm/secret) and set COMM_SECRET_FILE, or export COMM_SECRET in the batch script: ";

    /** The secrets of the folders that this process has taken. */
    private static final Map<String, byte[]> OWN_SECRETS = new ConcurrentHashMap<>();

    private final PrivateFolder folder;
    private final boolean isMaster;
    private final Team team;
    private final List<Integer> ports;
    private boolean isClaimed;
    private Thread hook;

    MeetingFolder(Path folder, boolean isMaster, Team team, List<Integer> ports) {
        this.folder = new PrivateFolder(folder);
        this.isMaster = isMaster;
        this.team = team;
        this.ports = ports;
    }

    @Override
    public String place() {
        return folder.toString();
    }

    @Override
    public List<InetSocketAddress> listen() {
        List<InetAddress> own = team.reachable();
        InetAddress address = own.size() == 1 ? own.get(0) : new InetSocketAddress(0).getAddress();
        return Stream.concat(ports.stream(), Stream.of(0))
                .map(port -> new InetSocketAddress(address, port))
                .toList();
    }

    @Override
    public void publish(InetSocketAddress bound) {
        if (team.isHidden(bound)) {
            throw new ConfigException("set COMM_BIND to an address that the other hosts reach, or leave it out: rank 0"
                    + " listens at " + bound.getAddress().getHostAddress() + ", which only this host reaches");
        }
        List<InetAddress> own = bound.getAddress().isAnyLocalAddress() ? team.reachable() : List.of(bound.getAddress());
        String lines = own.stream()
                .map(each -> AddressLine.text(each, bound.getPort()) + "\n")
                .collect(Collectors.joining());
        try {
            claim();
            folder.write(MASTER, lines.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            if (!ports.contains(bound.getPort())) {
                throw new ConfigException(
                        "name a folder that all hosts see in COMM_SHARED: no node can find port " + bound.getPort()
                                + " of rank 0, because " + folder + " cannot be written: " + e,
                        e);
            }
        }
    }

    @Override
    public Optional<byte[]> secret() {
        try {
            return isMaster ? Optional.of(newSecret()) : folder.read(SECRET);
        } catch (IOException e) {
            throw new ConfigException(
                    CURE + "nothing proves the identity of the tasks, because " + folder + " cannot be used: " + e, e);
        }
    }

    /**
     * Returns the secret of this process, which all its runs in this folder share. A node may begin the next run before
     * rank 0 has ended the last one, and would else keep a secret that is no longer valid.
     */
    private byte[] newSecret() throws IOException {
        claim();
        byte[] secret = OWN_SECRETS.get(folder.toString());
        folder.write(SECRET, secret);
        return secret.clone();
    }

    private static byte[] random() {
        byte[] random = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random).getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Takes the folder for this process.
     *
     * @throws IOException if the folder cannot be used
     * @throws ConfigException if another process has taken it
     */
    private void claim() throws IOException {
        if (isClaimed) {
            return;
        }
        folder.make();
        if (folder.create(CLAIM)) {
            OWN_SECRETS.computeIfAbsent(folder.toString(), path -> random());
        } else if (!OWN_SECRETS.containsKey(folder.toString())) {
            throw new ConfigException("set COMM_RANK, COMM_SIZE and COMM_MASTER for this process if a rank started it,"
                    + " or delete " + folder + " if no process of the run lives: another process is rank 0 of this run"
                    + " and has taken that folder");
        }
        isClaimed = true;
        // A signal during the start ends the process, and the folder has a secret.
        hook = new Thread(() -> folder.delete(FILES), "comm-meeting");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    @Override
    public List<InetSocketAddress> candidates() {
        String first = team.isOneHost() ? "127.0.0.1" : team.first();
        return first.isEmpty()
                ? List.of()
                : ports.stream()
                        .map(port -> InetSocketAddress.createUnresolved(first, port))
                        .toList();
    }

    /**
     * Returns the published addresses. On the host of rank 0 the name of the host may stand for a loopback address, at
     * which rank 0 does not listen. So a node there uses the addresses of the host until rank 0 publishes.
     */
    @Override
    public List<InetSocketAddress> look() {
        List<InetSocketAddress> published = published();
        if (!published.isEmpty() || !team.isOnFirst() || team.isOneHost()) {
            return published;
        }
        return team.reachable().stream()
                .flatMap(own -> ports.stream().map(port -> new InetSocketAddress(own, port)))
                .toList();
    }

    private List<InetSocketAddress> published() {
        try {
            return folder.read(MASTER)
                    .map(bytes -> new String(bytes, StandardCharsets.US_ASCII))
                    .map(text -> text.lines()
                            .flatMap(line -> AddressLine.parse(line).stream())
                            .toList())
                    .orElse(List.of());
        } catch (IOException e) {
            return List.of();
        }
    }

    @Override
    public void close() {
        if (isClaimed) {
            folder.delete(FILES);
            isClaimed = false;
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException ending) {
                // the process is ending, so the hook runs
            }
        }
    }
}
