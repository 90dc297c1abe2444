package dev.comm.serialization.java;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.comm.api.spi.Serializer;
import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectInputStream;
import java.io.ObjectOutput;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Sets and maps of usual programs are read, in spite of the limits of {@link HashWorkTest}. */
@SuppressWarnings("serial") // the fields of type Object hold serializable objects
class HonestTablesTest {
    private final Serializer serializer =
            Samples.serializer(Point.class, External.class, Item.class, Blob.class, Proxy.class, Packed.class);

    /** A class whose writeObject does not write the default fields first. */
    static class Point implements Serializable {
        private static final long serialVersionUID = 1L;
        private int x;

        Point(int x) {
            this.x = x;
        }

        private void writeObject(ObjectOutputStream out) throws IOException {
            out.writeInt(x);
        }

        private void readObject(ObjectInputStream in) throws IOException {
            x = in.readInt();
        }

        @Override
        public boolean equals(Object o) {
            return o instanceof Point p && p.x == x;
        }

        @Override
        public int hashCode() {
            return x;
        }
    }

    /** A class that writes numbers and objects alternately. */
    public static final class External implements Externalizable {
        private static final long serialVersionUID = 1L;
        private int x;

        private Object y;

        public External() {}

        External(int x, Object y) {
            this.x = x;
            this.y = y;
        }

        @Override
        public void writeExternal(ObjectOutput out) throws IOException {
            out.writeInt(x);
            out.writeObject(y);
            out.writeInt(x);
        }

        @Override
        public void readExternal(ObjectInput in) throws IOException, ClassNotFoundException {
            x = in.readInt();
            y = in.readObject();
            in.readInt();
        }

        @Override
        public boolean equals(Object o) {
            return o instanceof External e && e.x == x && y.equals(e.y);
        }

        @Override
        public int hashCode() {
            return x;
        }
    }

    /** A class whose hash is its identity. */
    static final class Item implements Serializable {
        private static final long serialVersionUID = 1L;
        final int id;

        final Object shared;

        Item(int id, Object shared) {
            this.id = id;
            this.shared = shared;
        }
    }

    record Blob(int id, byte[] bytes) implements Serializable {}

    /** A class that is read as a list, whose hash depends on its elements. */
    static final class Proxy implements Serializable {
        private static final long serialVersionUID = 1L;
        final List<Object> list = new ArrayList<>();

        private Object readResolve() {
            return list;
        }
    }

    /** A record whose equality depends on the elements of its array. */
    record Packed(Object[] parts) implements Serializable {
        @Override
        public boolean equals(Object o) {
            return o instanceof Packed p && Arrays.equals(parts, p.parts);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(parts);
        }
    }

    private Object copy(Object value) throws IOException {
        return Samples.read(serializer, Samples.write(serializer, value), Object.class);
    }

    @Test
    void classesThatWriteByHandTravelInTables() throws IOException {
        for (Object one : List.of(new Point(7), new External(7, List.of("y")))) {
            for (Object value : List.of(
                    new HashMap<>(Map.of("a", one, "b", 1)), new HashSet<>(Set.of(one)), List.of(one), Set.of(one))) {
                assertThat(copy(value)).isEqualTo(value);
            }
        }
    }

    @Test
    void keysThatAreHashedByIdentityMayShareWhatTheyHold() throws IOException {
        List<String> config =
                IntStream.range(0, 1_000).mapToObj(i -> "entry" + i).toList();
        Set<Object> items = new HashSet<>();
        IntStream.range(0, 5_000).forEach(i -> items.add(new Item(i, new ArrayList<>(List.of(config)))));
        IntStream.range(0, 5_000).forEach(i -> items.add(new Item(i, config)));
        assertThat((Set<?>) copy(items)).hasSize(10_000);
    }

    @Test
    void keysMayShareAnArray() throws IOException {
        byte[] bytes = new byte[900_000];
        Set<Object> keys = new HashSet<>();
        IntStream.range(0, 200).forEach(i -> {
            keys.add(new Item(i, bytes));
            keys.add(new Blob(i, bytes));
            keys.add(new ArrayList<>(List.of(i, bytes)));
        });
        assertThat((Set<?>) copy(keys)).hasSize(600);
    }

    @Test
    void aSetMayHoldALargeSet() throws IOException {
        Set<Integer> large = new HashSet<>(IntStream.range(0, 2_000).boxed().toList());
        Set<Object> value = new HashSet<>(Set.of(large));
        assertThat(copy(value)).isEqualTo(value);
    }

    @Test
    void aSetThatIsTooLargeForAKeyIsAValue() throws IOException {
        Set<Integer> large = new HashSet<>(IntStream.range(0, 60_000).boxed().toList());
        assertThat(copy(large)).isEqualTo(large);
        byte[] asKey = Samples.writeUnchecked(new HashSet<>(Set.of(large)));
        assertThatIOException()
                .isThrownBy(() -> Samples.read(serializer, asKey, Object.class))
                .withMessageContaining("holds tables of more than");
    }

    @Test
    void whatIsHashedByItsContentsStillCounts() throws IOException {
        for (int kind = 0; kind < 3; kind++) {
            Object root = "end";
            for (int level = 0; level < 5; level++) {
                root = tenTimes(kind, root);
            }
            List<Object> key = new ArrayList<>();
            Set<Object> set = new HashSet<>(Set.of(key));
            key.addAll(Collections.nCopies(200, root));
            byte[] bytes = Samples.writeUnchecked(set);
            assertThatIOException()
                    .as("kind " + kind)
                    .isThrownBy(() -> Samples.read(serializer, bytes, Object.class))
                    .withMessageContaining("share objects so often");
        }
    }

    private static Object tenTimes(int kind, Object below) {
        Object[] ten = new Object[10];
        Arrays.fill(ten, below);
        if (kind == 0) {
            Proxy proxy = new Proxy();
            proxy.list.addAll(Arrays.asList(ten));
            return proxy;
        }
        return kind == 1 ? new Packed(ten) : Arrays.asList(ten);
    }
}
