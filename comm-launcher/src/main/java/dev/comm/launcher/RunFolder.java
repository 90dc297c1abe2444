package dev.comm.launcher;

import dev.comm.api.error.CommException;
import dev.comm.core.role.ExitCode;
import dev.comm.launcher.certificate.CertificateFiles;
import dev.comm.launcher.file.PrivateFiles;
import dev.comm.launcher.file.SecretFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The private folder of one run, with the secret and the master's address. The launcher deletes the folder at the end.
 *
 * @param path the folder, with permissions for its owner only
 */
record RunFolder(Path path) implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunFolder.class);

    /** The names of the certificates. */
    static final String MASTER = "master";

    static final String NODE = "node";

    /** The validity of the certificates, longer than any run. The launcher deletes the files at the end. */
    private static final int CERTIFICATE_DAYS = 365;

    /** Creates the folder, the secret and, for an encrypted run, certificates. */
    static RunFolder create(boolean encrypted) {
        RunFolder folder = empty();
        try {
            SecretFiles.create(folder.secret());
            if (encrypted) {
                folder.certificates().create(List.of(), List.of(NODE), CERTIFICATE_DAYS);
            }
            return folder;
        } catch (IOException e) {
            folder.close();
            throw new LaunchException(
                    ExitCode.CONFIGURATION,
                    "let TMPDIR name a folder with free space: cannot write to " + folder.path() + ": " + e,
                    e);
        } catch (CommException e) {
            folder.close();
            throw e;
        }
    }

    private static RunFolder empty() {
        try {
            return new RunFolder(PrivateFiles.newFolder("run-"));
        } catch (IOException e) {
            throw new LaunchException(
                    ExitCode.CONFIGURATION,
                    "let TMPDIR name a folder that can be written to: cannot create a private folder for the secret: "
                            + e,
                    e);
        }
    }

    Path secret() {
        return path.resolve("secret");
    }

    /** Returns the certificates, which exist only in an encrypted run. */
    CertificateFiles certificates() {
        return new CertificateFiles(path);
    }

    Path rendezvous() {
        return path.resolve("master");
    }

    /** Returns the file in which rank 0 records the members that departed. */
    Path departures() {
        return path.resolve("departures");
    }

    /** Returns the file that the process of the rank locks. */
    Path rank(int rank) {
        return path.resolve("rank-" + rank);
    }

    /** Returns the named pipe for an output stream of a rank. The pipe has this name only while the rank starts. */
    Path pipe(int rank, String stream) {
        return path.resolve("rank-" + rank + "." + stream);
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.list(path)) {
            List<Path> all = files.toList();
            for (Path each : all) {
                Files.deleteIfExists(each);
            }
            Files.deleteIfExists(path);
        } catch (IOException | UncheckedIOException e) {
            LOG.warn(
                    "delete {} yourself: it holds the secret of a run that is over, and deleting it failed: {}",
                    path,
                    e.toString());
        }
    }
}
