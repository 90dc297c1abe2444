package dev.comm.tests.canary;

import dev.comm.api.spi.Serializer;
import dev.comm.api.spi.SerializerContext;
import dev.comm.api.spi.SerializerProvider;
import java.io.ByteArrayOutputStream;
import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectInputStream;
import java.io.ObjectOutput;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Canaries, and their bytes as a hostile peer would send them. Only a {@link Cage} loads this class and those in it, so
 * the processes under test have none of them.
 */
public final class CagedBirds implements Supplier<Map<String, List<byte[]>>> {
    /** For the cage. */
    public CagedBirds() {}

    /** Every way in which code can run while an object comes to life. */
    public static class Plain extends RuntimeException implements Comparable<Plain> {
        private static final long serialVersionUID = 1L;

        static {
            Alarm.ring("static initialiser");
        }

        /** For Kryo. */
        public Plain() {
            Alarm.ring("constructor");
        }

        private void readObject(ObjectInputStream in) {
            Alarm.ring("readObject");
        }

        private Object readResolve() {
            Alarm.ring("readResolve");
            return this;
        }

        @Override
        public int compareTo(Plain other) {
            Alarm.ring("compareTo");
            return 0;
        }

        @Override
        public int hashCode() {
            Alarm.ring("hashCode");
            return 1;
        }

        @Override
        public boolean equals(Object other) {
            Alarm.ring("equals");
            return this == other;
        }

        @Override
        public String toString() {
            Alarm.ring("toString");
            return "canary";
        }

        @Override
        public String getMessage() {
            Alarm.ring("getMessage");
            return "canary";
        }
    }

    /** Its constructor runs, and what it reads itself. */
    public static final class External implements Externalizable {
        private static final long serialVersionUID = 1L;

        /** For the JDK. */
        public External() {
            Alarm.ring("constructor of External");
        }

        @Override
        public void writeExternal(ObjectOutput out) {
            // nothing to say
        }

        @Override
        public void readExternal(ObjectInput in) {
            Alarm.ring("readExternal");
        }
    }

    /** Its canonical constructor runs. */
    public record Checked(int value) implements Serializable {
        /** Rings. */
        public Checked {
            Alarm.ring("constructor of a record");
        }
    }

    /** Compares in a sorted map. */
    public static final class Order implements Comparator<Object>, Serializable {
        private static final long serialVersionUID = 1L;

        @Override
        public int compare(Object one, Object other) {
            Alarm.ring("compare");
            return 0;
        }
    }

    private static List<Object> values() {
        List<Object> birds = List.of(new Plain(), new External(), new Checked(1));
        List<Object> values = new ArrayList<>(birds);
        for (Object bird : birds) {
            values.add(new ArrayList<>(List.of("first", bird)));
            values.add(new HashMap<>(Map.of("key", bird)));
            values.add(new HashSet<>(List.of(bird)));
            values.add(new Object[] {bird});
            values.add(new Kept(bird));
            values.add(new IllegalStateException("outer", new Plain()));
        }
        return values;
    }

    /** The bytes by the name of the serializer that would read them. */
    @Override
    public Map<String, List<byte[]>> get() {
        Map<String, List<byte[]>> bytes = new LinkedHashMap<>();
        bytes.put("java", new ArrayList<>());
        bytes.put("kryo", new ArrayList<>());
        try {
            List<Object> sent = new ArrayList<>(values());
            TreeMap<Object, Object> sorted = new TreeMap<>(new Order());
            sorted.put(1, 1);
            sent.add(sorted);
            sent.add((Runnable & Serializable) () -> Alarm.ring("lambda"));
            for (Object value : sent) {
                bytes.get("java").add(java(value));
            }
            kryo(bytes.get("kryo"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return bytes;
    }

    private static byte[] java(Object value) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new ObjectOutputStream(out).writeObject(value);
        return out.toByteArray();
    }

    /** As a peer writes it that declared the canaries too, and as one that names them. */
    private static void kryo(List<byte[]> bytes) throws IOException {
        SerializerProvider provider = new dev.comm.serialization.kryo.KryoSerializerProvider();
        Serializer serializer = provider.create(SerializerContext.builder(
                        List.of(Kept.class, Checked.class, Named.class), CagedBirds.class.getClassLoader())
                .payloadBytesMax(1 << 20)
                .build());
        List<Object> birds = List.of(new Checked(1), new Named());
        for (Object bird : birds) {
            for (Object value : List.of(
                    bird,
                    List.of("first", bird),
                    Map.of("key", bird),
                    new HashSet<>(List.of(bird)),
                    new Object[] {bird},
                    new Kept(bird))) {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                serializer.write(value, out);
                bytes.add(out.toByteArray());
            }
        }
        for (String name : List.of(Named.class.getName(), Checked.class.getName())) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(1); // Kryo's "a name follows", and the name's number
            out.write(0);
            byte[] ascii = name.getBytes(StandardCharsets.US_ASCII);
            ascii[ascii.length - 1] |= (byte) 0x80; // Kryo marks the end of a short text
            out.write(ascii);
            out.write(1);
            bytes.add(out.toByteArray());
        }
    }

    /** A plain class for Kryo. */
    public static final class Named {
        private int value;

        /** For Kryo. */
        public Named() {
            Alarm.ring("constructor of Named");
            value = 1;
        }

        @Override
        public int hashCode() {
            Alarm.ring("hashCode of Named");
            return value;
        }

        @Override
        public boolean equals(Object other) {
            Alarm.ring("equals of Named");
            return this == other;
        }
    }
}
