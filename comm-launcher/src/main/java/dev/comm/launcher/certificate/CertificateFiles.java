package dev.comm.launcher.certificate;

import dev.comm.launcher.file.PrivateFiles;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The certificates of one run or site in one folder, for the master, the nodes and their authority. The key of the
 * authority is discarded, so that no thief can issue more certificates.
 */
public record CertificateFiles(Path folder) {
    private static final String AUTHORITY = "authority";
    private static final String MASTER = "master";
    private static final List<String> LOCAL = List.of("localhost", "127.0.0.1", "::1");

    /**
     * Creates all certificates, or none if a file already exists.
     *
     * @param hosts further names and addresses of the master. Those of the loopback are always valid
     * @param nodes names of nodes, each with its own certificate
     */
    public void create(List<String> hosts, List<String> nodes, int days) throws IOException {
        List<String> all =
                Stream.concat(LOCAL.stream(), hosts.stream()).distinct().toList();
        List<CertificateOrder> orders = new ArrayList<>();
        orders.add(CertificateOrder.authority(AUTHORITY, days));
        orders.add(CertificateOrder.master(MASTER, AUTHORITY, all, days));
        nodes.forEach(name -> orders.add(CertificateOrder.node(name, AUTHORITY, days)));
        refuseToOverwrite(orders);
        Files.createDirectories(folder, PrivateFiles.owner("rwx------"));
        try (CertificateMaker maker = CertificateMaker.open()) {
            orders.forEach(maker::make);
            for (CertificateOrder each : orders) {
                maker.writeCertificate(each.name(), certificate(each.name()));
                if (each.use() != CertificateOrder.Use.AUTHORITY) {
                    maker.writeKey(each.name(), key(each.name()));
                }
            }
        }
    }

    private void refuseToOverwrite(List<CertificateOrder> orders) throws FileAlreadyExistsException {
        for (CertificateOrder each : orders) {
            for (Path file : List.of(certificate(each.name()), key(each.name()))) {
                if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                    throw new FileAlreadyExistsException(file.toString());
                }
            }
        }
    }

    public Path authority() {
        return certificate(AUTHORITY);
    }

    public Path master() {
        return certificate(MASTER);
    }

    public Path masterKey() {
        return key(MASTER);
    }

    public Path certificate(String name) {
        return folder.resolve(name + ".pem");
    }

    public Path key(String name) {
        return folder.resolve(name + ".key");
    }
}
