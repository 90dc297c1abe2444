package dev.comm.serialization.java;

import dev.comm.api.spi.ReadTime;
import java.io.ObjectInputFilter;
import java.nio.ByteBuffer;
import java.util.Set;

/**
 * Accepts or rejects each class, array and depth of one message, and remembers the reason of a rejection.
 *
 * <p>The length of the message, which is in memory, limits everything. An element takes at least one byte, so the
 * filter rejects an array with more elements than remaining bytes before it is allocated. A null takes one byte and
 * counts as a reference. For one message and one thread.
 */
final class ReadFilter implements ObjectInputFilter {
    /** Small collections announce a capacity of 16 entries for any content. */
    private static final int ROOM_FREE = 16;

    /** A hash table announces a power of two, filled to at least a quarter in practice. */
    private static final int TABLE_FACTOR = 4;

    /** The classes that hash their elements on reading; all others that do contain one of them. */
    private static final Set<String> HASHING = Set.of("java.util.HashMap", "java.util.HashSet", "java.util.CollSer");

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
     * @param time time budget for reading
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
            return Status.UNDECIDED; // a back reference or a null: limits only
        }
        if (!types.allows(type)) {
            return refuse(Refusal.sentence(type.getName()));
        }
        if (info.arrayLength() >= 0 && isLonger(type, info)) {
            return refuse("an array of " + info.arrayLength() + " elements does not fit the bytes that are left");
        }
        return !scanned && HASHING.contains(type.getName()) ? scan() : Status.ALLOWED;
    }

    /** Scans the message before the first key is hashed, because nothing can stop the hashing later. */
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

    /** The reason of the last rejection, or null if there was none. */
    String refusal() {
        return refusal;
    }
}
