package dev.comm.core.link;

import dev.comm.api.FilePayload;
import dev.comm.api.Payload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The assembly of a payload in a file. If the system allows it, the file has no name, so the file disappears with its
 * last user, even if the process is killed.
 */
final class SpoolAssembly implements PayloadAssembly {
    private static final Logger LOG = LoggerFactory.getLogger("dev.comm");

    private final PayloadStore store;
    private final long length;
    private final Path folder;
    private final FileChannel channel;
    private long size;
    private long reserved;

    SpoolAssembly(PayloadStore store, long length, Path folder) {
        this.store = store;
        this.length = length;
        this.folder = folder;
        Path path = null;
        try {
            path = Files.createTempFile(folder, "comm-", ".spool");
            this.channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw failed(e);
        } finally {
            unlink(path);
        }
    }

    private UncheckedIOException failed(IOException e) {
        String what = e.getClass() == IOException.class ? e.getMessage() : e.toString();
        return new UncheckedIOException(
                "free space in " + folder + ", or set spool to another folder: cannot store a received value: " + what,
                e);
    }

    @Override
    public void add(ByteBuffer bytes) {
        PayloadAssembly.check(size + bytes.remaining(), length, false);
        store.reserveSpool(bytes.remaining());
        reserved += bytes.remaining();
        try {
            while (bytes.hasRemaining()) {
                size += channel.write(bytes, size);
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public Payload finish() {
        PayloadAssembly.check(size, length, true);
        return new FilePayload("a spool file", channel, payload -> store.shareSpool(payload, reserved));
    }

    /** {@inheritDoc} A file that cannot be closed affects no other value and is closed with the process. */
    @Override
    public void discard() {
        store.releaseSpool(reserved);
        reserved = 0;
        try {
            channel.close();
        } catch (IOException e) {
            LOG.warn("cannot close a spool file in {}: {}", folder, e.toString());
        }
    }

    private static void unlink(Path path) {
        if (path == null) {
            return;
        }
        try {
            Files.delete(path);
        } catch (IOException stillNamed) {
            // Some systems cannot delete open files. There the file is deleted at the end of the process.
            path.toFile().deleteOnExit();
        }
    }
}
