package dev.comm.api.protocol;

import org.apiguardian.api.API;

/**
 * The fixed first 24 bytes of every frame, big-endian: magic {@code 0x434D} (2) · version (1) · type (1) · flags (1) ·
 * priority (1) · serializer (2) · length of the rest (4) · communicator (4) · stream (4) · tag (4).
 *
 * @param version protocol version, 2
 * @param type code of the {@link FrameType}
 * @param flags {@link #MORE} or 0; all other bits are reserved
 * @param priority reserved, 0
 * @param serializer form of the payload, see {@link Content#form()}
 * @param length bytes after the header
 * @param communicator communicator id
 * @param stream id that the frames of one payload share, or 0 for none
 * @param tag the user's tag
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record FrameHeader(
        int version,
        int type,
        int flags,
        int priority,
        int serializer,
        int length,
        int communicator,
        int stream,
        int tag) {
    /** Size of a header in bytes. */
    public static final int SIZE = 24;

    /** The first two bytes of every frame: the letters CM. */
    public static final int MAGIC = 0x434D;

    /** The protocol version of this implementation. */
    public static final int VERSION = 2;

    /** The flag for more frames of the same stream that carry the rest of the payload. */
    public static final int MORE = 1;

    /** Returns whether more frames of the same stream follow that carry the rest of the payload. */
    public boolean hasMore() {
        return (flags & MORE) != 0;
    }
}
