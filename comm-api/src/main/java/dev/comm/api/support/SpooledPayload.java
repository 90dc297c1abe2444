package dev.comm.api.support;

import dev.comm.api.Payload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A received payload in a spool file; an unclosed one is closed when it is collected, by the channel itself. */
record SpooledPayload(FileChannel channel, long length) implements Payload {
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
            throw new UncheckedIOException("cannot read a spool file", e);
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
            throw new UncheckedIOException("cannot map a spool file", e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close a spool file", e);
        }
    }
}
