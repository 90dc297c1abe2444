package dev.comm.testkit.live.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A reader that follows a journal that another process writes. A note that is only partly written is left for the next
 * read. If the writer is gone, such a note never becomes complete and does not count.
 */
public final class JournalReader implements AutoCloseable {
    private final RandomAccessFile file;
    private final ClassLoader loader;
    private long position;

    private JournalReader(RandomAccessFile file, ClassLoader loader) {
        this.file = file;
        this.loader = loader;
    }

    /** Opens a journal at its start. Creates the file if it does not exist. */
    public static JournalReader open(Path path, ClassLoader loader) {
        try {
            if (!Files.exists(path)) {
                Files.createFile(path);
            }
            return new JournalReader(new RandomAccessFile(path.toFile(), "r"), loader);
        } catch (IOException e) {
            throw new UncheckedIOException("the journal " + path + " cannot be read", e);
        }
    }

    /** Returns the notes since the last call. */
    public List<Note> more() {
        List<Note> notes = new ArrayList<>();
        try {
            long size = file.length();
            while (size - position >= Integer.BYTES) {
                file.seek(position);
                int length = file.readInt();
                if (size - position - Integer.BYTES < length) {
                    break;
                }
                byte[] bytes = new byte[length];
                file.readFully(bytes);
                position = file.getFilePointer();
                notes.add((Note) RecordReader.read(bytes, loader));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the journal cannot be read", e);
        }
        return notes;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
