package dev.comm.core.value;

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

    /** Creates an array. */
    abstract Object create(int length);

    /** Writes elements at the position of the target, which is not changed. */
    abstract void put(Object array, int from, int count, ByteBuffer target);

    /** Reads elements from the position of the source, which is not changed. */
    abstract void get(ByteBuffer source, Object array, int from, int count);
}
