package dev.comm.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A folder that only this user can read. Without POSIX permissions it is an ordinary folder. */
final class PrivateFolder {
    private static final int BYTES_MAX = 16 * 1024;
    private static final Set<PosixFilePermission> OWNER = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private final Path folder;

    PrivateFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * Makes the folder and those above it, or takes an older one of this user.
     *
     * @throws IOException if it cannot be made, or belongs to another user
     */
    void make() throws IOException {
        Files.createDirectories(folder.getParent(), permissions("rwx------"));
        try {
            Files.createDirectory(folder, permissions("rwx------"));
        } catch (FileAlreadyExistsException e) {
            check(folder);
        }
    }

    /** Creates an empty file, or returns false if it exists. */
    boolean create(String name) throws IOException {
        try {
            Files.createFile(folder.resolve(name), permissions("rw-------"));
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    /** Writes a file, which other processes see whole or not at all. It replaces an older file. */
    void write(String name, byte[] content) throws IOException {
        Path part = folder.resolve(name + ".part");
        Files.deleteIfExists(part);
        Files.createFile(part, permissions("rw-------"));
        Files.write(part, content, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        Files.move(part, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * Returns the content of a file, or empty while it is missing. The method lists the folder, because a network file
     * system may remember for a minute that one file was missing, but looks again at a folder that is opened.
     *
     * @throws IOException if the folder or the file belongs to another user, or cannot be read
     */
    Optional<byte[]> read(String name) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            if (files.noneMatch(each -> each.getFileName().toString().equals(name))) {
                return Optional.empty();
            }
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        check(folder);
        Path file = folder.resolve(name);
        check(file);
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of(in.readNBytes(BYTES_MAX));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static void check(Path path) throws IOException {
        PosixFileAttributeView view =
                Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (view == null) {
            return;
        }
        PosixFileAttributes found = view.readAttributes();
        String self = System.getProperty("user.name");
        boolean isOpen = !OWNER.containsAll(found.permissions());
        if (found.isSymbolicLink() || isOpen || !found.owner().getName().equals(self)) {
            throw new IOException(path + " has to belong to " + self + " alone, without permissions for others; it"
                    + " belongs to " + found.owner() + " (" + PosixFilePermissions.toString(found.permissions()) + ")");
        }
    }

    private FileAttribute<?>[] permissions(String text) {
        boolean isPosix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        return isPosix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text))}
                : new FileAttribute<?>[0];
    }

    /** Deletes these files and then the folder. */
    void delete(List<String> names) {
        try {
            for (String name : names) {
                Files.deleteIfExists(folder.resolve(name));
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            // the files that stay are readable for this user only, and no other run uses them
        }
    }

    @Override
    public String toString() {
        return folder.toString();
    }
}
