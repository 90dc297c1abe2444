package dev.comm.testkit.live.journal;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * A writer for plain data: numbers, text, enums, collections, and records of these. It writes no other types, so that
 * reading runs no code but constructors of records.
 */
public final class RecordWriter {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);

    private RecordWriter() {}

    /**
     * Returns the bytes of a value.
     *
     * @throws IllegalArgumentException if a value cannot be written; the message names its class
     */
    static byte[] write(Object value) {
        RecordWriter writer = new RecordWriter();
        try {
            writer.value(value);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written", e);
        }
        return writer.bytes.toByteArray();
    }

    private void value(Object value) throws IOException {
        if (value == null) {
            tag(Tag.NULL);
        } else if (value instanceof Record) {
            record(value);
        } else if (value instanceof Enum<?> constant) {
            tag(Tag.ENUM);
            out.writeUTF(constant.getDeclaringClass().getName());
            out.writeUTF(constant.name());
        } else if (!scalar(value) && !container(value)) {
            throw new IllegalArgumentException(value.getClass().getName()
                    + " cannot go from one process to another here; use numbers, text, enums, lists, sets, maps, or"
                    + " records of these");
        }
    }

    private void tag(Tag tag) throws IOException {
        out.writeByte(tag.ordinal());
    }

    private void record(Object value) throws IOException {
        tag(Tag.RECORD);
        out.writeUTF(value.getClass().getName());
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            value(componentOf(value, component));
        }
    }

    /** Returns the value of a component. */
    public static Object componentOf(Object value, RecordComponent component) {
        try {
            component.getAccessor().trySetAccessible();
            return component.getAccessor().invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(
                    component.getDeclaringRecord().getName() + "." + component.getName()
                            + " cannot be read; is its package open to the testkit?",
                    e);
        }
    }

    private boolean scalar(Object value) throws IOException {
        if (value instanceof Integer number) {
            tag(Tag.INT);
            out.writeInt(number);
        } else if (value instanceof Long number) {
            tag(Tag.LONG);
            out.writeLong(number);
        } else if (value instanceof Boolean truth) {
            tag(truth ? Tag.TRUE : Tag.FALSE);
        } else if (value instanceof String text) {
            tag(Tag.STRING);
            bytes(text.getBytes(StandardCharsets.UTF_8));
        } else if (value instanceof Double number) {
            tag(Tag.DOUBLE);
            out.writeDouble(number);
        } else if (value instanceof byte[] array) {
            tag(Tag.BYTES);
            bytes(array);
        } else if (value instanceof Duration duration) {
            tag(Tag.DURATION);
            out.writeLong(duration.getSeconds());
            out.writeInt(duration.getNano());
        } else {
            return smallScalar(value);
        }
        return true;
    }

    private boolean smallScalar(Object value) throws IOException {
        if (value instanceof Float number) {
            tag(Tag.FLOAT);
            out.writeFloat(number);
        } else if (value instanceof Short number) {
            tag(Tag.SHORT);
            out.writeShort(number);
        } else if (value instanceof Byte number) {
            tag(Tag.BYTE);
            out.writeByte(number);
        } else if (value instanceof Character character) {
            tag(Tag.CHAR);
            out.writeChar(character);
        } else {
            return false;
        }
        return true;
    }

    private boolean container(Object value) throws IOException {
        if (value instanceof List<?> list) {
            all(Tag.LIST, list.size(), list);
        } else if (value instanceof Set<?> set) {
            all(set instanceof SortedSet ? Tag.SORTED_SET : Tag.SET, set.size(), set);
        } else if (value instanceof Map<?, ?> map) {
            tag(map instanceof SortedMap ? Tag.SORTED_MAP : Tag.MAP);
            out.writeInt(map.size());
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                value(entry.getKey());
                value(entry.getValue());
            }
        } else if (value instanceof Optional<?> optional) {
            tag(Tag.OPTIONAL);
            value(optional.orElse(null));
        } else {
            return false;
        }
        return true;
    }

    private void all(Tag tag, int size, Iterable<?> values) throws IOException {
        tag(tag);
        out.writeInt(size);
        for (Object each : values) {
            value(each);
        }
    }

    private void bytes(byte[] array) throws IOException {
        out.writeInt(array.length);
        out.write(array);
    }

    /** The tag that says which kind of value follows. */
    enum Tag {
        NULL,
        TRUE,
        FALSE,
        BYTE,
        SHORT,
        CHAR,
        INT,
        LONG,
        FLOAT,
        DOUBLE,
        STRING,
        BYTES,
        DURATION,
        ENUM,
        RECORD,
        LIST,
        SET,
        SORTED_SET,
        MAP,
        SORTED_MAP,
        OPTIONAL
    }
}
