package dev.comm.testkit.live.journal;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * A file to which one process appends notes. Each note is one write to the operating system, so a killed process loses
 * no written note. Any thread may append, also an interrupted thread.
 */
public final class Journal implements AutoCloseable {
    private final OutputStream file;

    private Journal(OutputStream file) {
        this.file = file;
    }

    /** Opens a journal, which {@link JournalReader} reads. */
    public static Journal open(Path path) {
        try {
            return new Journal(new FileOutputStream(path.toFile(), true));
        } catch (IOException e) {
            throw new UncheckedIOException("the journal " + path + " cannot be opened", e);
        }
    }

    /** Adds a note. */
    public void append(Note note) {
        byte[] bytes = RecordWriter.write(note);
        ByteBuffer whole = ByteBuffer.allocate(Integer.BYTES + bytes.length);
        whole.putInt(bytes.length).put(bytes);
        write(whole.array());
    }

    private synchronized void write(byte[] whole) {
        try {
            file.write(whole);
        } catch (IOException e) {
            throw new UncheckedIOException("the journal cannot be written; is the disk full?", e);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
