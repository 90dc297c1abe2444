package dev.comm.serialization.kryo;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.Serializer;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;
import java.util.Collections;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** The forms of sorted collections whose order exists in every JVM. A comparator is code, and code does not travel. */
final class SortedForms {
    private static final int NATURAL = 0;
    private static final int REVERSED = 1;
    private static final int IGNORE_CASE = 2;

    /**
     * The order of {@code Comparator.naturalOrder()}. It is the same as without a comparator, but {@code comparator()}
     * returns it.
     */
    private static final int NATURAL_GIVEN = 3;

    private SortedForms() {}

    static final class OfMap extends Serializer<SortedMap<Object, Object>> {
        private final UnaryOperator<SortedMap<Object, Object>> finish;

        /**
         * Creates a form.
         *
         * @param finish conversion of the filled map to the result
         */
        OfMap(UnaryOperator<SortedMap<Object, Object>> finish) {
            this.finish = finish;
        }

        @Override
        public void write(Kryo kryo, Output output, SortedMap<Object, Object> map) {
            writeOrder(output, map.comparator());
            MapForm.writeEntries(kryo, output, map);
        }

        @Override
        public SortedMap<Object, Object> read(
                Kryo kryo, Input input, Class<? extends SortedMap<Object, Object>> ignored) {
            TreeMap<Object, Object> map = new TreeMap<>(readOrder(input));
            MapForm.readEntries(kryo, input, map);
            return finish.apply(map);
        }
    }

    static final class OfSet extends Serializer<SortedSet<Object>> {
        private final UnaryOperator<SortedSet<Object>> finish;

        /**
         * Creates a form.
         *
         * @param finish conversion of the filled set to the result
         */
        OfSet(UnaryOperator<SortedSet<Object>> finish) {
            this.finish = finish;
        }

        @Override
        public void write(Kryo kryo, Output output, SortedSet<Object> set) {
            writeOrder(output, set.comparator());
            output.writeVarInt(set.size(), true);
            set.forEach(element -> kryo.writeClassAndObject(output, element));
        }

        @Override
        public SortedSet<Object> read(Kryo kryo, Input input, Class<? extends SortedSet<Object>> ignored) {
            TreeSet<Object> set = new TreeSet<>(readOrder(input));
            int count = ((GuardedInput) input).readCount(1);
            for (int i = 0; i < count; i++) {
                set.add(kryo.readClassAndObject(input));
            }
            return finish.apply(set);
        }
    }

    private static void writeOrder(Output output, Comparator<?> order) {
        if (order == null) {
            output.writeByte(NATURAL);
        } else if (order == Comparator.naturalOrder()) {
            output.writeByte(NATURAL_GIVEN);
        } else if (order == Collections.reverseOrder()) {
            output.writeByte(REVERSED);
        } else if (order == String.CASE_INSENSITIVE_ORDER) {
            output.writeByte(IGNORE_CASE);
        } else {
            throw new MalformedException("send a list, and sort it there: a sorted collection with the comparator "
                    + order.getClass().getName() + " cannot travel");
        }
    }

    @SuppressWarnings("unchecked") // an element of a wrong type fails in the comparison, like any invalid message
    private static Comparator<Object> readOrder(Input input) {
        int order = input.readByte();
        return switch (order) {
            case NATURAL -> null;
            case NATURAL_GIVEN -> (Comparator<Object>) (Comparator<?>) Comparator.naturalOrder();
            case REVERSED -> Collections.reverseOrder();
            case IGNORE_CASE -> (Comparator<Object>) (Comparator<?>) String.CASE_INSENSITIVE_ORDER;
            default -> throw new MalformedException("no order has the number " + order);
        };
    }
}
