package dev.comm.serialization.java;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.comm.api.Verdict;
import dev.comm.api.error.ConfigException;
import dev.comm.api.spi.Serializer;
import dev.comm.serialization.java.Samples.Cell;
import java.io.IOException;
import java.io.Serializable;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

class WritingTest {
    private final Serializer serializer = Samples.serializer(Cell.class, Holder.class, IdentityList.class);

    record NotSerializable(int value) {}

    record Undeclared(int value) implements Serializable {}

    record Holder(Object content) implements Serializable {}

    @Test
    void theSurvivorsOfAVerdictTravelAsASetOfTheJdk() throws IOException {
        SortedSet<Integer> survivors =
                new Verdict(1, 1, new TreeSet<>(List.of(0, 1, 5)), Map.of(), noRanks(), -1).survivors();
        SortedSet<?> read = Samples.read(serializer, Samples.write(serializer, survivors), SortedSet.class);
        assertThat(read).isEqualTo(survivors);
        assertThat(read.getClass().getName()).startsWith("java.util.");
    }

    private static SortedSet<Integer> noRanks() {
        return Collections.emptySortedSet();
    }

    @Test
    void anUndeclaredTypeIsNamedWithTheCure() {
        assertThatIOException()
                .isThrownBy(() -> Samples.write(serializer, new Holder(new Undeclared(1))))
                .withMessage("add " + Undeclared.class.getName() + " to CommConfig.types(...) on all members: type "
                        + Undeclared.class.getName() + " is not declared; so a " + Holder.class.getName()
                        + " cannot be written")
                .withNoCause();
    }

    @Test
    void anUndeclaredTypeInsideAListIsFound() {
        assertThatIOException()
                .isThrownBy(() -> Samples.write(serializer, List.of(new Undeclared(1))))
                .withMessageContaining(Undeclared.class.getName() + " is not declared");
        assertThatIOException()
                .isThrownBy(() -> Samples.write(serializer, new Undeclared[0]))
                .withMessageContaining(Undeclared[].class.getCanonicalName() + ".class is not declared");
    }

    @Test
    void aValueThatIsNotSerializableIsNamedWithTheCure() {
        assertThatIOException()
                .isThrownBy(() -> Samples.write(serializer, new Holder(new NotSerializable(1))))
                .withMessageContaining(NotSerializable.class.getName())
                .withMessageContaining("implement java.io.Serializable");
    }

    @Test
    void aDeclaredTypeThatIsNotSerializableIsAnErrorOfTheConfiguration() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> Samples.serializer(NotSerializable.class))
                .withMessageContaining(NotSerializable.class.getName())
                .withMessageContaining("java.io.Serializable");
    }

    /** Refuses a value at the sender, where the user sees the error, at the same depth as the receiver. */
    @Test
    void theSenderHasTheDepthOfTheReceiver() throws IOException {
        for (Object element : Arrays.asList(null, "text", 1, new int[1], new Holder("h"))) {
            int last = 0;
            for (int levels = 1; levels < 20; levels++) {
                Object value = nested(levels, element);
                boolean reads = reads(Samples.writeUnchecked(value));
                assertThat(writes(value)).as("%s in %d lists", element, levels).isEqualTo(reads);
                last = reads ? levels : last;
            }
            assertThat(last).isBetween(14, 16);
        }
        assertThatIOException()
                .isThrownBy(() -> Samples.write(serializer, nested(40, 1)))
                .withMessageContaining("send a flatter value")
                .withMessageContaining("deeper than 16 levels");
    }

    private static Object nested(int levels, Object element) {
        Object value = element;
        for (int i = 0; i < levels; i++) {
            value = new ArrayList<>(Arrays.asList(value));
        }
        return value;
    }

    private boolean reads(byte[] bytes) {
        try {
            return Samples.read(serializer, bytes, Object.class) != null;
        } catch (IOException e) {
            return false;
        }
    }

    private boolean writes(Object value) {
        try {
            return Samples.write(serializer, value).length > 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void aClassIsRefusedAnywhere() {
        for (Object value : List.of(Holder.class, String.class, List.of(Holder.class), new Holder(int.class))) {
            assertThatIOException()
                    .isThrownBy(() -> Samples.write(serializer, value))
                    .withMessageContaining("send the name of the class");
        }
    }

    @Test
    void anArrayOfTooManyDimensionsIsRefused() throws IOException {
        assertThat(Samples.write(serializer, new int[1][1][1][1][1][1][1][1])).isNotEmpty();
        assertThatIOException()
                .isThrownBy(() -> Samples.write(serializer, new int[1][1][1][1][1][1][1][1][1]))
                .withMessageContaining("at most 8 dimensions");
    }

    /** Refuses the value, because the JDK would read null or a replacement in its place. */
    @Test
    void aValueInACircleIsRefusedWhereItWouldArriveChanged() throws IOException {
        List<Object> inside = new ArrayList<>();
        Object fixed = List.of(inside);
        inside.add(fixed);
        List<Object> held = new ArrayList<>();
        Holder holder = new Holder(held);
        held.add(holder);
        Map<Object, Object> key = new HashMap<>();
        key.put(new IdentityList(key), 1);
        for (Object value : List.of(fixed, holder, key)) {
            assertThatIOException()
                    .isThrownBy(() -> Samples.write(serializer, value))
                    .withMessageContaining("the value contains itself");
        }
        List<Object> own = new ArrayList<>();
        own.add(own);
        List<?> copy = Samples.read(serializer, Samples.write(serializer, own), List.class);
        assertThat(copy.get(0)).isSameAs(copy);
    }

    /** A list that can be a key of a map that it contains. */
    static final class IdentityList implements Serializable {
        private static final long serialVersionUID = 1L;

        @SuppressWarnings("serial")
        private final Object content;

        IdentityList(Object content) {
            this.content = content;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof IdentityList list && list.content == content;
        }

        @Override
        public int hashCode() {
            return 1;
        }
    }

    @Test
    void lambdasProxiesAndQueuesWithCodeInThemAreRefused() {
        Callable<Integer> lambda = (Callable<Integer> & Serializable) () -> 1;
        assertThatIOException()
                .isThrownBy(() -> Samples.write(serializer, lambda))
                .withMessageContaining("a lambda must never travel");
        Object proxy =
                Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Callable.class}, (p, m, a) -> null);
        assertThatIOException()
                .isThrownBy(() -> Samples.write(serializer, new Holder(proxy)))
                .withMessageContaining("dynamic proxy");
        assertThatIOException()
                .isThrownBy(() -> Samples.write(serializer, new PriorityQueue<>(List.of(1))))
                .withMessageContaining("send a copy, new ArrayList<>(...)");
    }

    @Test
    void anExceptionAsAValueIsAnUndeclaredTypeLikeAnyOther() {
        assertThatIOException()
                .isThrownBy(() -> Samples.write(serializer, new Holder(new java.io.FileNotFoundException("x"))))
                .withMessageContaining("so a " + Holder.class.getName() + " cannot be written");
    }
}
