package dev.comm.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A payload in a file. */
final class FilePayload implements Payload {
    private final Path path;
    private final FileChannel channel;
    private final long length;

    private FilePayload(Path path, FileChannel channel) throws IOException {
        this.path = path;
        this.channel = channel;
        this.length = channel.size();
    }

    static FilePayload open(Path path) {
        try {
            return new FilePayload(path, FileChannel.open(path, StandardOpenOption.READ));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path + " as a payload", e);
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
            throw new UncheckedIOException("cannot read " + path, e);
        }
        return before - target.remaining();
    }

    @Override
    public ByteBuffer bytes() {
        if (length > Integer.MAX_VALUE) {
            throw new IllegalStateException(
                    "a payload of " + length + " bytes does not fit one buffer; use read or open");
        }
        try {
            return channel.map(FileChannel.MapMode.READ_ONLY, 0, length);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot map " + path, e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close " + path, e);
        }
    }

    @Override
    public String toString() {
        return "FilePayload[" + path + ", " + length + " bytes]";
    }
}
