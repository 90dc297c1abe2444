package dev.comm.serialization.kryo;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.Serializer;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The form of a linked map. The flag whether a read moves an entry to the end comes first, then the entries in their
 * order.
 */
final class LinkedMapForm extends Serializer<LinkedHashMap<?, ?>> {
    private static final float LOAD = 0.75f;

    @Override
    public void write(Kryo kryo, Output output, LinkedHashMap<?, ?> map) {
        output.writeBoolean(isByAccess(map));
        MapForm.writeTable(kryo, (GuardedOutput) output, map);
    }

    @Override
    public LinkedHashMap<?, ?> read(Kryo kryo, Input input, Class<? extends LinkedHashMap<?, ?>> ignored) {
        boolean byAccess = input.readBoolean();
        return (LinkedHashMap<?, ?>) MapForm.readTable(
                kryo, (GuardedInput) input, count -> new LinkedHashMap<>(BaseCollections.room(count), LOAD, byAccess));
    }

    /**
     * Returns whether a read moves an entry to the end. This is tried on a copy of the map, because the JDK has no
     * query for it.
     */
    @SuppressWarnings("unchecked")
    private static boolean isByAccess(LinkedHashMap<?, ?> map) {
        Map<Object, Object> copy = (Map<Object, Object>) map.clone();
        copy.clear();
        copy.put(1, 1);
        copy.put(2, 2);
        copy.get(1);
        return copy.keySet().iterator().next().equals(2);
    }
}
