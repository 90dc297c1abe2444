package dev.comm.transport.tcp.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;

/** The times, sizes and keys of files. They show a change of a file without a read of its contents. */
record FileStamps(List<FileStamp> each) {
    /**
     * The stamp of one file.
     *
     * @param key the file key, which changes when another file is moved to this name; null if the file system has no
     *     keys
     */
    private record FileStamp(FileTime modified, long size, Object key) {}

    private static final FileStamp MISSING = new FileStamp(FileTime.fromMillis(0), -1, null);

    static FileStamps of(List<Path> files) {
        List<FileStamp> stamps = new ArrayList<>();
        for (Path file : files) {
            stamps.add(stamp(file));
        }
        return new FileStamps(stamps);
    }

    private static FileStamp stamp(Path file) {
        try {
            BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
            return new FileStamp(found.lastModifiedTime(), found.size(), found.fileKey());
        } catch (IOException e) {
            return MISSING;
        }
    }
}
