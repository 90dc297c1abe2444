package dev.comm.serialization.java;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.comm.api.spi.Serializer;
import dev.comm.serialization.java.Samples.Cell;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.Serializable;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A class and its description are undeclared types like others, although the JDK's filter sees the class that they
 * describe and not them.
 */
class ClassValueTest {
    private final Serializer serializer = Samples.serializer(Cell.class, Holder.class, ByHand.class, Loose.class);

    /** A declared type that has room for anything. */
    record Holder(Object content) implements Serializable {}

    /** A declared class that writes its fields, and more by hand. */
    @SuppressWarnings("serial") // the field of type Object holds serializable objects
    static final class ByHand implements Serializable {
        private static final long serialVersionUID = 1L;

        private int number = 7;
        private final Object content;
        private transient Object more;

        ByHand(Object content, Object more) {
            this.content = content;
            this.more = more;
        }

        private void writeObject(ObjectOutputStream out) throws IOException {
            out.defaultWriteObject();
            out.writeObject(more);
        }

        private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
            in.defaultReadObject();
            more = in.readObject();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof ByHand same
                    && number == same.number
                    && content.equals(same.content)
                    && more.equals(same.more);
        }

        @Override
        public int hashCode() {
            return number;
        }
    }

    /** A declared class that writes no field, as the scan of a message cannot know. */
    static final class Loose implements Serializable {
        private static final long serialVersionUID = 1L;

        private boolean flag;
        private transient Object content;

        Loose(Object content) {
            this.content = content;
        }

        private void writeObject(ObjectOutputStream out) throws IOException {
            out.writeObject(content);
        }

        private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
            content = in.readObject();
            flag = true;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Loose same && content.equals(same.content);
        }

        @Override
        public int hashCode() {
            return flag ? 1 : 0;
        }
    }

    static Stream<Object> classes() {
        List<Object> alone = List.of(
                Cell.class,
                Cell[].class,
                ArrayList.class,
                DayOfWeek.class,
                ObjectStreamClass.lookup(Cell.class),
                int.class,
                int[].class,
                Class.class,
                new Class<?>[] {Cell.class},
                Thread.class);
        List<Object> values = new ArrayList<>();
        for (Object each : alone) {
            values.add(new ArrayList<>(List.of("first", each)));
            values.add(new ArrayList<>(Arrays.asList(new Object[] {each})));
            values.add(new Object[] {each});
            values.add(new Holder(each));
        }
        values.add(new ByHand(Cell.class, "more"));
        values.add(new ByHand("content", Cell.class));
        values.add(new ArrayList<>(List.of(new ByHand("content", "more"), Cell.class)));
        values.add(new ArrayList<>(List.of(new EnumMap<>(Map.of(DayOfWeek.MONDAY, 1)), DayOfWeek.class)));
        values.add(new ArrayList<>(
                List.of(new ByHand("a", "b"), new EnumMap<>(Map.of(DayOfWeek.MONDAY, 1)), DayOfWeek.class)));
        return values.stream();
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("classes")
    void aClassIsNotRead(Object value) throws IOException {
        byte[] bytes = Samples.writeUnchecked(value);
        assertThatIOException()
                .isThrownBy(() -> Samples.read(serializer, bytes, Object.class))
                .satisfies(refused -> assertThat(refused.getMessage())
                        .containsAnyOf("a Class must never travel", "must never travel", "is not declared"));
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("classes")
    void aClassIsNotWritten(Object value) {
        assertThatIOException().isThrownBy(() -> Samples.write(serializer, value));
    }

    /** A hostile peer refers to the description of a class that the stream has to have. */
    @Test
    void aReferenceToADescriptionIsNotRead() throws IOException {
        byte[] list = Samples.writeUnchecked(new ArrayList<>(Arrays.asList(new Object[] {null})));
        byte[] hostile = Arrays.copyOf(list, list.length + 4);
        byte[] reference = {0x71, 0, 0x7E, 0, 0, 0x78};
        System.arraycopy(reference, 0, hostile, list.length - 2, reference.length);
        assertThatIOException()
                .isThrownBy(() -> Samples.read(serializer, hostile, Object.class))
                .withMessageContaining("a Class must never travel");
    }

    static Stream<Object> honest() {
        EnumMap<DayOfWeek, Integer> map = new EnumMap<>(Map.of(DayOfWeek.MONDAY, 1));
        return Stream.of(
                map,
                new ArrayList<>(List.of(map, new EnumMap<>(map), EnumSet.of(DayOfWeek.FRIDAY), "vr", "vq")),
                new ByHand("content", new ArrayList<>(List.of(map, new EnumMap<>(map)))),
                new ArrayList<>(List.of(new Loose(new ArrayList<>(List.of("vr", 1))), map, "last")),
                new ArrayList<>(List.of(new Loose(map), new EnumMap<>(map))));
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("honest")
    void collectionsThatStoreTheClassOfTheirKeysTravel(Object value) throws IOException {
        assertThat(Samples.read(serializer, Samples.write(serializer, value), Object.class))
                .isEqualTo(value);
    }
}
