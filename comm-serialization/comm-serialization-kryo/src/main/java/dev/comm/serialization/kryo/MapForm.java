package dev.comm.serialization.kryo;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.Serializer;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;

/** The form of a map without a comparator. The entries are in the order of iteration. */
final class MapForm extends Serializer<Map<?, ?>> {
    private static final int BYTES_PER_ENTRY = 2;

    private final IntFunction<Map<Object, Object>> create;
    private final Function<Map<Object, Object>, Map<?, ?>> finish;

    /**
     * Creates a form.
     *
     * @param create constructor of an empty map for a number of entries
     * @param finish conversion of the filled map to the result
     */
    MapForm(IntFunction<Map<Object, Object>> create, Function<Map<Object, Object>, Map<?, ?>> finish) {
        this.create = create;
        this.finish = finish;
    }

    @Override
    public void write(Kryo kryo, Output output, Map<?, ?> map) {
        writeTable(kryo, (GuardedOutput) output, map);
    }

    @Override
    public Map<?, ?> read(Kryo kryo, Input input, Class<? extends Map<?, ?>> ignored) {
        return finish.apply(readTable(kryo, (GuardedInput) input, create));
    }

    /** Reads the entries of a map that hashes. */
    static Map<Object, Object> readTable(Kryo kryo, GuardedInput in, IntFunction<Map<Object, Object>> create) {
        int count = in.beginTable(BYTES_PER_ENTRY);
        Map<Object, Object> map = create.apply(count);
        for (int i = 0; i < count; i++) {
            Object key = in.readKey(kryo);
            map.put(key, kryo.readClassAndObject(in));
        }
        in.endTable();
        return map;
    }

    /** Writes the entries of a map that hashes. */
    static void writeTable(Kryo kryo, GuardedOutput output, Map<?, ?> map) {
        output.beginTable(map.size());
        map.forEach((key, value) -> {
            output.writeKey(kryo, key);
            kryo.writeClassAndObject(output, value);
        });
        output.endTable();
    }

    /** Writes the entries of a map that does not hash. */
    static void writeEntries(Kryo kryo, Output output, Map<?, ?> map) {
        output.writeVarInt(map.size(), true);
        map.forEach((key, value) -> {
            kryo.writeClassAndObject(output, key);
            kryo.writeClassAndObject(output, value);
        });
    }

    /** Reads the entries of a map that does not hash. */
    static void readEntries(Kryo kryo, Input input, Map<Object, Object> map) {
        int count = ((GuardedInput) input).readCount(BYTES_PER_ENTRY);
        for (int i = 0; i < count; i++) {
            Object key = kryo.readClassAndObject(input);
            map.put(key, kryo.readClassAndObject(input));
        }
    }
}
