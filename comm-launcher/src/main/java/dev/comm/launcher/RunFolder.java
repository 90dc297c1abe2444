package dev.comm.launcher;

import dev.comm.api.CommException;
import dev.comm.api.support.ExitCode;
import dev.comm.api.support.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A private folder of one run, with the secret and the master's address; deleted at its end.
 *
 * @param path the folder, open to its owner alone
 */
record RunFolder(Path path) implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunFolder.class);

    /** Names of certificates. */
    static final String MASTER = "master";

    static final String NODE = "node";

    /** Long enough for every run; the files are deleted at its end. */
    private static final int CERTIFICATE_DAYS = 365;

    /** Makes the folder, the secret and, to encrypt, certificates. */
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
            throw new LaunchException(ExitCode.CONFIGURATION, "cannot write to a private folder: " + e, e);
        } catch (CommException e) {
            folder.close();
            throw e;
        }
    }

    private static RunFolder empty() {
        try {
            return new RunFolder(Files.createTempDirectory("comm-run-", PrivateFiles.owner("rwx------")));
        } catch (IOException e) {
            throw new LaunchException(ExitCode.CONFIGURATION, "cannot make a private folder for the secret: " + e, e);
        }
    }

    Path secret() {
        return path.resolve("secret");
    }

    /** What is there only if the run is encrypted. */
    CertificateFiles certificates() {
        return new CertificateFiles(path);
    }

    Path rendezvous() {
        return path.resolve("master");
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
            LOG.warn("cannot delete {}, which holds the secret of a run that is over: {}", path, e.toString());
        }
    }
}
