package dev.comm.api.support;

import dev.comm.api.Payload;
import java.lang.ref.Cleaner.Cleanable;
import java.nio.ByteBuffer;
import java.util.OptionalInt;

/**
 * A payload that came in and lies in an array of its own, which the last reader may have as it is: a copy of what
 * nobody else reads would cost as much as the way through the socket.
 */
final class ReceivedPayload implements Payload {
    private final Payload content;
    private final OptionalInt crc32c;
    /** Gives the share of the memory back; null if it was not worth counting. */
    private final Cleanable share;

    private byte[] owned;

    /**
     * A payload that nobody has read.
     *
     * @param crc32c its checksum, if it was made on the way
     * @param share what gives its share of the memory back, told the payload itself
     */
    ReceivedPayload(byte[] bytes, OptionalInt crc32c, Share share) {
        this.owned = bytes;
        this.content = Payload.of(bytes);
        this.crc32c = crc32c;
        this.share = share.of(this);
    }

    /** Makes a share of a payload; null if it is not worth counting. */
    interface Share {
        /** What gives it back, or null. */
        Cleanable of(Payload payload);
    }

    /** All bytes in an array of the caller's own, for who reads them as the last: the first time it is no copy. */
    synchronized byte[] surrender() {
        byte[] bytes = owned == null ? BuiltIn.array(bytes()) : owned;
        owned = null;
        return bytes;
    }

    /** The checksum, if it was made while the bytes came. */
    OptionalInt crc32c() {
        return crc32c;
    }

    @Override
    public long length() {
        return content.length();
    }

    @Override
    public int read(long position, ByteBuffer target) {
        return content.read(position, target);
    }

    @Override
    public ByteBuffer bytes() {
        return content.bytes();
    }

    @Override
    public ByteBuffer slice(long position, int length) {
        return content.slice(position, length);
    }

    @Override
    public boolean isInMemory() {
        return true;
    }

    /** {@inheritDoc} The bytes stay readable, but do not count any more. */
    @Override
    public void close() {
        if (share != null) {
            share.clean();
        }
    }
}
