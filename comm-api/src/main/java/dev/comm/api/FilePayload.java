package dev.comm.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Function;
import org.apiguardian.api.API;

/**
 * A payload in a file, which is read through an open channel. If no code closes the payload, the garbage collector
 * closes the channel. A file without a name is then deleted.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class FilePayload implements Payload {
    private final String name;
    private final FileChannel channel;
    private final long length;
    /** The action that returns the share of the spool total, or null. It runs once. */
    private final Cleaner.Cleanable share;

    /**
     * Creates a payload from all bytes of a channel.
     *
     * @param name name of the file for error messages
     * @throws UncheckedIOException if the size of the channel cannot be read
     */
    public FilePayload(String name, FileChannel channel) {
        this(name, channel, payload -> null);
    }

    /**
     * Creates a payload from all bytes of a channel.
     *
     * @param name name of the file for error messages
     * @param share function that creates the action that frees the file's share of a count; the action runs when the
     *     payload is closed or garbage-collected
     * @throws UncheckedIOException if the size of the channel cannot be read
     */
    public FilePayload(String name, FileChannel channel, Function<Payload, Cleaner.Cleanable> share) {
        this.name = name;
        this.channel = channel;
        try {
            this.length = channel.size();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name + " as a payload: " + e.getMessage(), e);
        }
        this.share = share.apply(this);
    }

    static FilePayload open(Path path) {
        try {
            return new FilePayload(path.toString(), FileChannel.open(path, StandardOpenOption.READ));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path + " as a payload: " + e.getMessage(), e);
        }
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public int read(long position, ByteBuffer target) {
        int before = target.remaining();
        try {
            long at = position;
            while (target.hasRemaining()) {
                int count = channel.read(target, at);
                if (count < 0) {
                    break;
                }
                at += count;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name + ": " + e.getMessage(), e);
        }
        return before - target.remaining();
    }

    @Override
    public ByteBuffer bytes() {
        if (length > Integer.MAX_VALUE) {
            throw new IllegalStateException(
                    "use read or open: a payload of " + length + " bytes does not fit into one buffer");
        }
        try {
            return channel.map(FileChannel.MapMode.READ_ONLY, 0, length);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot map " + name + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        if (share != null) {
            share.clean();
        }
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close " + name + ": " + e.getMessage(), e);
        }
    }

    @Override
    public String toString() {
        return "FilePayload[" + name + ", " + length + " bytes]";
    }
}
