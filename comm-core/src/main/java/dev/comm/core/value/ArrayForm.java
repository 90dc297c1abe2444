package dev.comm.core.value;

import dev.comm.api.Payload;
import dev.comm.api.Slice;
import dev.comm.api.error.SerializationException;
import java.nio.ByteBuffer;
import java.util.Locale;

/** The primitive arrays that the core encodes itself, with their elements on the wire. Elements are big-endian. */
enum ArrayForm {
    BYTES(BuiltInForm.RAW, 1) {
        @Override
        Object create(int length) {
            return new byte[length];
        }

        @Override
        void put(Object array, int from, int count, ByteBuffer target) {
            target.duplicate().put((byte[]) array, from, count);
        }

        @Override
        void get(ByteBuffer source, Object array, int from, int count) {
            source.duplicate().get((byte[]) array, from, count);
        }
    },
    INTS(BuiltInForm.INTS, 4) {
        @Override
        Object create(int length) {
            return new int[length];
        }

        @Override
        void put(Object array, int from, int count, ByteBuffer target) {
            target.asIntBuffer().put((int[]) array, from, count);
        }

        @Override
        void get(ByteBuffer source, Object array, int from, int count) {
            source.asIntBuffer().get((int[]) array, from, count);
        }
    },
    LONGS(BuiltInForm.LONGS, 8) {
        @Override
        Object create(int length) {
            return new long[length];
        }

        @Override
        void put(Object array, int from, int count, ByteBuffer target) {
            target.asLongBuffer().put((long[]) array, from, count);
        }

        @Override
        void get(ByteBuffer source, Object array, int from, int count) {
            source.asLongBuffer().get((long[]) array, from, count);
        }
    },
    DOUBLES(BuiltInForm.DOUBLES, 8) {
        @Override
        Object create(int length) {
            return new double[length];
        }

        @Override
        void put(Object array, int from, int count, ByteBuffer target) {
            target.asDoubleBuffer().put((double[]) array, from, count);
        }

        @Override
        void get(ByteBuffer source, Object array, int from, int count) {
            source.asDoubleBuffer().get((double[]) array, from, count);
        }
    },
    FLOATS(BuiltInForm.FLOATS, 4) {
        @Override
        Object create(int length) {
            return new float[length];
        }

        @Override
        void put(Object array, int from, int count, ByteBuffer target) {
            target.asFloatBuffer().put((float[]) array, from, count);
        }

        @Override
        void get(ByteBuffer source, Object array, int from, int count) {
            source.asFloatBuffer().get((float[]) array, from, count);
        }
    };

    private final BuiltInForm form;
    private final int width;

    ArrayForm(BuiltInForm form, int width) {
        this.form = form;
        this.width = width;
    }

    /** Returns the form of an array, or null if the core does not encode such values as arrays. */
    static ArrayForm ofArray(Object array) {
        return array == null ? null : of(BuiltInForm.forValue(array));
    }

    /** Returns the array of a form, or null if the form is not an array. */
    static ArrayForm of(BuiltInForm form) {
        for (ArrayForm each : values()) {
            if (each.form == form) {
                return each;
            }
        }
        return null;
    }

    BuiltInForm form() {
        return form;
    }

    /** Returns the number of bytes of an element. */
    int width() {
        return width;
    }

    /** Returns the plural of the element, for messages, such as {@code doubles}. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the elements of a whole array as bytes. */
    Payload write(Object array) {
        int count = Slice.of(array).count();
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(count, width));
        put(array, 0, count, bytes);
        return Payload.of(bytes);
    }

    /** Returns a new array with the elements of all bytes. */
    Object read(ByteBuffer bytes) {
        int count = count(bytes.remaining());
        Object array = create(count);
        get(bytes, array, 0, count);
        return array;
    }

    /**
     * Returns the number of elements in a number of bytes.
     *
     * @throws SerializationException if the last element is not whole
     */
    int count(long bytes) {
        if (bytes % width != 0) {
            throw new SerializationException(bytes + " bytes are not a multiple of the element size " + width);
        }
        return Math.toIntExact(bytes / width);
    }

    /** Creates an array. */
    abstract Object create(int length);

    /** Writes elements at the position of the target, which is not changed. */
    abstract void put(Object array, int from, int count, ByteBuffer target);

    /** Reads elements from the position of the source, which is not changed. */
    abstract void get(ByteBuffer source, Object array, int from, int count);
}
