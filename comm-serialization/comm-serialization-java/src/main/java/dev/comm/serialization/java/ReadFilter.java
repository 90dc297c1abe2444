package dev.comm.serialization.java;

import dev.comm.api.spi.ReadTime;
import java.io.ObjectInputFilter;
import java.nio.ByteBuffer;

/**
 * The filter that accepts or rejects each class, array and depth of one message, and stores the reason of a rejection.
 *
 * <p>The length of the message, which is in memory, limits all other sizes. An element takes at least one byte. So the
 * filter rejects an array with more elements than remaining bytes before the array is allocated. A null takes one byte
 * and counts as a reference. A filter serves one message and one thread.
 */
final class ReadFilter implements ObjectInputFilter {
    /** The capacity that is always allowed, because small collections announce 16 entries for any content. */
    private static final int ROOM_FREE = 16;

    /**
     * The largest ratio of a table's capacity to its entries. A hash table announces a power of two, which is filled to
     * at least a quarter in practice.
     */
    private static final int TABLE_FACTOR = 4;

    private final AllowList types;
    private final ByteBuffer message;
    private final long lengthBytes;
    private final int depthMax;
    private final ReadTime time;
    private boolean scanned;
    private String refusal;

    /**
     * Creates the filter of one message.
     *
     * @param message the whole message
     * @param time time budget for the read
     */
    ReadFilter(AllowList types, ByteBuffer message, int depthMax, ReadTime time) {
        this.types = types;
        this.message = message.slice();
        this.lengthBytes = message.remaining();
        this.depthMax = depthMax;
        this.time = time;
    }

    @Override
    public Status checkInput(FilterInfo info) {
        if (info.depth() > depthMax) {
            return refuse(StreamScan.tooDeep(depthMax));
        }
        if (info.references() > lengthBytes || info.streamBytes() > lengthBytes) {
            return refuse("the value announces more elements than its " + lengthBytes + " bytes can hold");
        }
        if (time.isOver()) {
            return refuse("reading it takes too long: its " + lengthBytes + " bytes need more work than allowed");
        }
        Class<?> type = info.serialClass();
        if (type == null) {
            return Status.UNDECIDED; // a back reference or a null, to which only the limits apply
        }
        if (!types.allows(type)) {
            return refuse(Refusal.sentence(type.getName()));
        }
        if (info.arrayLength() >= 0 && isLonger(type, info)) {
            return refuse(StreamScan.tooLong(info.arrayLength()));
        }
        return scanned ? Status.ALLOWED : scan();
    }

    /**
     * Scans the whole message at its first class: before the first key is hashed, because nothing can stop the hash
     * computation later, and because no call of a filter shows a {@code Class} as a value.
     */
    private Status scan() {
        scanned = true;
        try {
            StreamScan.check(message, types, depthMax);
            return Status.ALLOWED;
        } catch (Refusal e) {
            return refuse(e.getMessage());
        }
    }

    private boolean isLonger(Class<?> arrayType, FilterInfo info) {
        long left = lengthBytes - info.streamBytes();
        Class<?> element = arrayType.getComponentType();
        if (element.isPrimitive()) {
            return info.arrayLength() * bytesOf(element) > left;
        }
        long room = element == java.util.Map.Entry.class ? left * TABLE_FACTOR : left;
        return info.arrayLength() > room + ROOM_FREE;
    }

    private static long bytesOf(Class<?> primitive) {
        if (primitive == long.class || primitive == double.class) {
            return Long.BYTES;
        }
        if (primitive == int.class || primitive == float.class) {
            return Integer.BYTES;
        }
        return primitive == byte.class || primitive == boolean.class ? 1 : Short.BYTES;
    }

    private Status refuse(String why) {
        refusal = why;
        return Status.REJECTED;
    }

    /** Returns the reason of the last rejection, or null if nothing was rejected. */
    String refusal() {
        return refusal;
    }
}
