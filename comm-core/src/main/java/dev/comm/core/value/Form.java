package dev.comm.core.value;

import dev.comm.api.Payload;
import dev.comm.core.codec.Forms;
import java.nio.ByteBuffer;

/** The types that the core encodes itself, each with its form on the wire. */
enum Form {
    RAW(Forms.BYTES, byte[].class),
    SERIALIZED(Forms.SERIALIZED, null),
    STRING(Forms.STRING, String.class),
    INT(Forms.INT, Integer.class),
    LONG(Forms.LONG, Long.class),
    DOUBLE(Forms.DOUBLE, Double.class),
    BOOLEAN(Forms.BOOLEAN, Boolean.class),
    INTS(Forms.INTS, int[].class),
    LONGS(Forms.LONGS, long[].class),
    DOUBLES(Forms.DOUBLES, double[].class),
    FLOATS(Forms.FLOATS, float[].class),
    ERROR(Forms.ERROR, null),
    PAYLOAD(Forms.BUFFER, Payload.class);

    private static final Form[] ALL = values();

    private final int code;
    private final Class<?> type;

    Form(int code, Class<?> type) {
        this.code = code;
        this.type = type;
    }

    int code() {
        return code;
    }

    /** The form for a value; SERIALIZED for types that the core does not encode itself. */
    static Form forValue(Object value) {
        if (value instanceof Payload || value instanceof ByteBuffer) {
            return PAYLOAD;
        }
        for (Form form : ALL) {
            if (form.type == value.getClass()) {
                return form;
            }
        }
        return SERIALIZED;
    }

    /** The form of a code, or null if this version does not know it. */
    static Form ofCode(int code) {
        for (Form form : ALL) {
            if (form.code == code) {
                return form;
            }
        }
        return null;
    }
}
