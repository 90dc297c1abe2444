package dev.comm.core.value;

import dev.comm.api.Payload;
import dev.comm.api.Slice;
import dev.comm.core.codec.ValueForms;
import java.nio.ByteBuffer;

/** The types that the core encodes itself, each with its form on the wire. */
enum BuiltInForm {
    RAW(ValueForms.BYTES, byte[].class),
    SERIALIZED(ValueForms.SERIALIZED, null),
    STRING(ValueForms.STRING, String.class),
    INT(ValueForms.INT, Integer.class),
    LONG(ValueForms.LONG, Long.class),
    DOUBLE(ValueForms.DOUBLE, Double.class),
    BOOLEAN(ValueForms.BOOLEAN, Boolean.class),
    INTS(ValueForms.INTS, int[].class),
    LONGS(ValueForms.LONGS, long[].class),
    DOUBLES(ValueForms.DOUBLES, double[].class),
    FLOATS(ValueForms.FLOATS, float[].class),
    ERROR(ValueForms.ERROR, null),
    PAYLOAD(ValueForms.BUFFER, Payload.class);

    private static final BuiltInForm[] ALL = values();

    private final int code;
    private final Class<?> type;

    BuiltInForm(int code, Class<?> type) {
        this.code = code;
        this.type = type;
    }

    int code() {
        return code;
    }

    /**
     * Returns the form for a value. A place in an array has the form of its array. The form is SERIALIZED for types
     * that the core does not encode itself.
     */
    static BuiltInForm forValue(Object value) {
        if (value instanceof Slice<?> slice) {
            return forValue(slice.array());
        }
        if (value instanceof Payload || value instanceof ByteBuffer) {
            return PAYLOAD;
        }
        for (BuiltInForm form : ALL) {
            if (form.type == value.getClass()) {
                return form;
            }
        }
        return SERIALIZED;
    }

    /** Returns the form of a code, or null if this version does not know the code. */
    static BuiltInForm ofCode(int code) {
        for (BuiltInForm form : ALL) {
            if (form.code == code) {
                return form;
            }
        }
        return null;
    }
}
