package dev.comm.launcher;

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

    /** Makes the folder and the secret. */
    static RunFolder create() {
        try {
            RunFolder folder = new RunFolder(Files.createTempDirectory("comm-run-", PrivateFiles.owner("rwx------")));
            SecretFiles.create(folder.secret());
            return folder;
        } catch (IOException e) {
            throw new LaunchException(ExitCode.CONFIGURATION, "cannot make a private folder for the secret: " + e, e);
        }
    }

    Path secret() {
        return path.resolve("secret");
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
