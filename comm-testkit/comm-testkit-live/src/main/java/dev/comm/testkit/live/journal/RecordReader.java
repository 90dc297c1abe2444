package dev.comm.testkit.live.journal;

import dev.comm.testkit.live.journal.RecordWriter.Tag;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** A reader for the output of {@link RecordWriter}. */
public final class RecordReader {
    private static final Tag[] TAGS = Tag.values();

    private final DataInputStream in;
    private final ClassLoader loader;

    private RecordReader(byte[] bytes, ClassLoader loader) {
        this.in = new DataInputStream(new ByteArrayInputStream(bytes));
        this.loader = loader;
    }

    /**
     * Reads a value.
     *
     * @param loader the loader that finds records and enums by name
     * @throws IllegalArgumentException if {@link RecordWriter} did not write the bytes, or a class is missing
     */
    static Object read(byte[] bytes, ClassLoader loader) {
        try {
            RecordReader reader = new RecordReader(bytes, loader);
            Object value = reader.value();
            if (reader.in.available() > 0) {
                throw new IllegalArgumentException(reader.in.available() + " bytes too many after " + value);
            }
            return value;
        } catch (IOException e) {
            throw new IllegalArgumentException("the bytes end too early", e);
        }
    }

    private Object value() throws IOException {
        int tag = in.readUnsignedByte();
        if (tag >= TAGS.length) {
            throw new IllegalArgumentException("no value begins with " + tag);
        }
        return switch (TAGS[tag]) {
            case ENUM -> constant(in.readUTF(), in.readUTF());
            case RECORD -> record(in.readUTF());
            case LIST -> all(new ArrayList<>());
            case SET -> all(new LinkedHashSet<>());
            case SORTED_SET -> all(new TreeSet<>());
            case MAP -> pairs(new LinkedHashMap<>());
            case SORTED_MAP -> pairs(new TreeMap<>());
            case OPTIONAL -> Optional.ofNullable(value());
            default -> scalar(TAGS[tag]);
        };
    }

    private Object scalar(Tag tag) throws IOException {
        return switch (tag) {
            case TRUE -> true;
            case FALSE -> false;
            case BYTE -> in.readByte();
            case SHORT -> in.readShort();
            case CHAR -> in.readChar();
            case INT -> in.readInt();
            case LONG -> in.readLong();
            case FLOAT -> in.readFloat();
            case DOUBLE -> in.readDouble();
            case STRING -> new String(bytes(), StandardCharsets.UTF_8);
            case BYTES -> bytes();
            case DURATION -> Duration.ofSeconds(in.readLong(), in.readInt());
            default -> null;
        };
    }

    private byte[] bytes() throws IOException {
        byte[] array = new byte[count()];
        in.readFully(array);
        return array;
    }

    /** Reads a count, and checks that the rest of the bytes can hold so many elements. */
    private int count() throws IOException {
        int count = in.readInt();
        if (count < 0 || count > in.available()) {
            throw new IllegalArgumentException("a count of " + count + " with " + in.available() + " bytes left");
        }
        return count;
    }

    private <C extends Collection<Object>> C all(C into) throws IOException {
        for (int left = count(); left > 0; left--) {
            into.add(value());
        }
        return into;
    }

    private <M extends Map<Object, Object>> M pairs(M into) throws IOException {
        for (int left = count(); left > 0; left--) {
            into.put(value(), value());
        }
        return into;
    }

    private Object constant(String type, String name) {
        Object[] constants = find(type).getEnumConstants();
        return Arrays.stream(constants == null ? new Object[0] : constants)
                .filter(each -> ((Enum<?>) each).name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(type + " has no constant " + name));
    }

    private Object record(String name) throws IOException {
        Class<?> type = find(name);
        if (!type.isRecord()) {
            throw new IllegalArgumentException(name + " is not a record");
        }
        List<Object> values = new ArrayList<>();
        for (int left = type.getRecordComponents().length; left > 0; left--) {
            values.add(value());
        }
        return make(type, values);
    }

    /** Creates a record of these components. */
    public static Object make(Class<?> type, List<Object> values) {
        try {
            Class<?>[] types = Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new);
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            constructor.trySetAccessible();
            return constructor.newInstance(values.toArray());
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(type.getName() + " refuses " + values, e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(
                    type.getName() + " cannot be made; is its package open to the testkit?", e);
        }
    }

    private Class<?> find(String name) {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException("the class " + name + " is not there", e);
        }
    }
}
