package dev.comm.serialization.kryo;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.Serializer;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;

/** The forms of collections of enum constants. Each begins with the number of the enum. */
final class EnumForms {
    private EnumForms() {}

    @SuppressWarnings({"rawtypes", "unchecked"}) // the enum is known only at run time
    static final class OfSet extends Serializer<EnumSet> {
        @Override
        public void write(Kryo kryo, Output output, EnumSet set) {
            EnumSet all = EnumSet.complementOf(set); // the complement of an empty set shows its type
            all.addAll(set);
            if (all.isEmpty()) {
                throw new MalformedException("a set of an enum without constants cannot travel");
            }
            kryo.writeClass(output, ((Enum<?>) all.iterator().next()).getDeclaringClass());
            output.writeVarInt(set.size(), true);
            set.forEach(constant -> output.writeVarInt(((Enum<?>) constant).ordinal(), true));
        }

        @Override
        public EnumSet read(Kryo kryo, Input input, Class<? extends EnumSet> ignored) {
            Class<? extends Enum> type = readEnum(kryo, input);
            EnumSet set = EnumSet.noneOf(type);
            Enum[] constants = type.getEnumConstants();
            int count = ((GuardedInput) input).readCount(1);
            for (int i = 0; i < count; i++) {
                set.add(constants[input.readVarInt(true)]);
            }
            return set;
        }
    }

    @SuppressWarnings({"rawtypes", "unchecked"})
    static final class OfMap extends Serializer<EnumMap> {
        @Override
        public void write(Kryo kryo, Output output, EnumMap map) {
            kryo.writeClass(output, keyType(map));
            MapForm.writeEntries(kryo, output, map);
        }

        @Override
        public EnumMap read(Kryo kryo, Input input, Class<? extends EnumMap> ignored) {
            Map<Object, Object> map = new EnumMap(readEnum(kryo, input));
            MapForm.readEntries(kryo, input, map);
            return (EnumMap) map;
        }

        private static Class<?> keyType(EnumMap<?, ?> map) {
            return map.isEmpty()
                    ? TypeWitness.keyType(map)
                    : map.keySet().iterator().next().getDeclaringClass();
        }
    }

    @SuppressWarnings("rawtypes")
    private static Class<? extends Enum> readEnum(Kryo kryo, Input input) {
        Class<?> type = kryo.readClass(input).getType();
        if (!type.isEnum()) {
            throw new MalformedException("a set or map of enum constants was announced for " + type.getName());
        }
        return type.asSubclass(Enum.class);
    }

    /** The finder of the key type of an empty map. Only Java serialization shows this type. */
    private static final class TypeWitness extends ObjectOutputStream {
        private Class<?> seen;

        private TypeWitness() throws IOException {
            super(OutputStream.nullOutputStream());
        }

        static Class<?> keyType(EnumMap<?, ?> map) {
            try (TypeWitness witness = new TypeWitness()) {
                witness.writeObject(map);
                return witness.seen;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        protected void annotateClass(Class<?> type) {
            if (type.isEnum()) {
                seen = type;
            }
        }
    }
}
