package dev.comm.serialization.java;

import dev.comm.api.spi.ReadTime;
import java.io.ObjectInputFilter;
import java.nio.ByteBuffer;
import java.util.Set;

/**
 * Says yes or no to each class, array and depth of one message, and remembers why it said no.
 *
 * <p>Everything is bounded by the length of the message, which lies in memory as a whole: an element takes at least one
 * byte, so an array that announces more elements than bytes are left is a lie, and is refused before it is allocated.
 * References are not limited to half of the bytes: a null takes one byte and is one. One message, one thread.
 */
final class ReadFilter implements ObjectInputFilter {
    /** Small collections announce room for 16 entries, whatever they hold. */
    private static final int ROOM_FREE = 16;

    /** A hash table announces a power of two, filled to at least a quarter in practice. */
    private static final int TABLE_FACTOR = 4;

    /** Who hashes what it reads; the others that do are made of these. */
    private static final Set<String> HASHING = Set.of("java.util.HashMap", "java.util.HashSet", "java.util.CollSer");

    private final AllowList types;
    private final ByteBuffer message;
    private final long lengthBytes;
    private final int depthMax;
    private final ReadTime time;
    private boolean scanned;
    private String refusal;

    /**
     * With what is known of the message.
     *
     * @param message all of it
     * @param time how long it may take
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
            return refuse("the value is nested deeper than " + depthMax
                    + " levels: send lists or arrays instead of chains of objects");
        }
        if (info.references() > lengthBytes || info.streamBytes() > lengthBytes) {
            return refuse("the value announces more than its " + lengthBytes + " bytes can hold");
        }
        if (time.isOver()) {
            return refuse("reading it takes too long: its " + lengthBytes + " bytes ask for more work than they may");
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

    /** Before the first key is hashed: nothing else here could stop that once it began. */
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

    /** Why the last class was refused, or null if this filter refused nothing. */
    String refusal() {
        return refusal;
    }
}
