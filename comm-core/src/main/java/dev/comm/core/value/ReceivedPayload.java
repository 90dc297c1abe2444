package dev.comm.core.value;

import dev.comm.api.Payload;
import java.lang.ref.Cleaner.Cleanable;
import java.nio.ByteBuffer;
import java.util.OptionalInt;
import org.apiguardian.api.API;

/**
 * A received payload in its own array, which the last reader may take without a copy. A copy would cost as much as the
 * transfer through the socket.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ReceivedPayload implements Payload {
    private final Payload content;
    private final OptionalInt crc32c;
    /** Returns the share of the memory total; null if the payload does not count. */
    private final Cleanable share;

    private byte[] owned;

    /**
     * Creates a payload that nobody has read yet.
     *
     * @param crc32c checksum, if it was computed on arrival
     * @param share creates the action that returns the share of the memory total
     */
    public ReceivedPayload(byte[] bytes, OptionalInt crc32c, Share share) {
        this.owned = bytes;
        this.content = Payload.of(bytes);
        this.crc32c = crc32c;
        this.share = share.of(this);
    }

    /** Creates the action that returns a payload's share of the memory total. */
    public interface Share {
        /** The action, or null if the payload does not count. */
        Cleanable of(Payload payload);
    }

    /** Returns all bytes in an array that the caller owns; the first call, by the last reader, makes no copy. */
    synchronized byte[] surrender() {
        byte[] bytes = owned == null ? BuiltInCodec.array(bytes()) : owned;
        owned = null;
        return bytes;
    }

    /** The checksum, if it was computed on arrival. */
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
