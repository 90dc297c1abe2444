package dev.comm.testkit.live.process;

import dev.comm.core.role.PrivateFolders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** The files of one run, which only this user can read. They are deleted when the folder is closed. */
final class RunFolder implements AutoCloseable {
    private static final int SECRET_BYTES = 32;

    private final Path path;
    private Path kept;

    private RunFolder(Path path) {
        this.path = path;
    }

    /** Creates a folder with a new secret. */
    static RunFolder create() {
        try {
            RunFolder folder = new RunFolder(PrivateFolders.ofThisProcess().create("testkit-"));
            byte[] secret = new byte[SECRET_BYTES];
            new SecureRandom().nextBytes(secret);
            Path file = Files.createFile(folder.path.resolve("secret"));
            if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            }
            Files.writeString(file, HexFormat.of().formatHex(secret));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("no folder for a run", e);
        }
    }

    Path path() {
        return path;
    }

    /** Copies the output of the members to the folder for reports of failures, and returns the folder of the copies. */
    Path keep() {
        String reports = System.getProperty("comm.reports", "target/comm-testkit");
        kept = Path.of(reports).resolve(path.getFileName());
        try (Stream<Path> files = Files.list(path)) {
            Files.createDirectories(kept);
            List<Path> outputs = files.filter(
                            each -> each.getFileName().toString().startsWith("output-"))
                    .toList();
            for (Path output : outputs) {
                Files.copy(output, kept.resolve(output.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("what the members printed cannot be copied to " + kept, e);
        }
        return kept;
    }

    @Override
    public void close() {
        try {
            Files.walkFileTree(path, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path folder, IOException error) throws IOException {
                    Files.delete(folder);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + path + " cannot be deleted", e);
        }
    }
}
