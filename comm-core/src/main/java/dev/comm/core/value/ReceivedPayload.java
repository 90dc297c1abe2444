package dev.comm.core.value;

import dev.comm.api.Payload;
import java.lang.ref.Cleaner.Cleanable;
import java.nio.ByteBuffer;
import java.util.OptionalInt;
import org.apiguardian.api.API;

/**
 * A received payload in its own array. The last reader may take the array without a copy, because a copy would cost as
 * much as the transfer through the socket.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ReceivedPayload implements Payload {
    private final Payload content;
    private final OptionalInt crc32c;
    /** The action that returns the share of the memory total, or null if the payload does not count. */
    private final Cleanable share;

    private byte[] owned;

    /**
     * Creates a payload that no reader has taken.
     *
     * @param crc32c checksum, or empty if it was not computed on arrival
     * @param share function that creates the action that returns the share of the memory total
     */
    public ReceivedPayload(byte[] bytes, OptionalInt crc32c, Share share) {
        this.owned = bytes;
        this.content = Payload.of(bytes);
        this.crc32c = crc32c;
        this.share = share.of(this);
    }

    /** The function that creates the action that returns the share of a payload in the memory total. */
    public interface Share {
        /** Returns the action, or null if the payload does not count. */
        Cleanable of(Payload payload);
    }

    /**
     * Returns all bytes in an array that the caller owns. The first call makes no copy, so only the last reader may
     * call this method.
     */
    synchronized byte[] surrender() {
        byte[] bytes = owned == null ? BuiltInCodec.array(bytes()) : owned;
        owned = null;
        return bytes;
    }

    /** Returns the checksum, or empty if it was not computed on arrival. */
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

    /** {@inheritDoc} The bytes stay readable, but no longer count in the memory total. */
    @Override
    public void close() {
        if (share != null) {
            share.clean();
        }
    }
}
