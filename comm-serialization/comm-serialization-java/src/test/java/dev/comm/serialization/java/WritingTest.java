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
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

class WritingTest {
    private final Serializer serializer = Samples.serializer(Cell.class, Holder.class);

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
                .withMessage("cannot write " + Holder.class.getName() + ": type " + Undeclared.class.getName()
                        + " is not declared: add it to CommConfig.types(...) on all members");
    }

    @Test
    void anUndeclaredTypeInsideAListIsFound() {
        assertThatIOException()
                .isThrownBy(() -> Samples.write(serializer, List.of(new Undeclared(1))))
                .withMessageContaining(Undeclared.class.getName() + " is not declared");
        assertThatIOException()
                .isThrownBy(() -> Samples.write(serializer, new Undeclared[0]))
                .withMessageContaining(Undeclared.class.getName());
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
                .withMessageContaining("must never travel");
    }

    @Test
    void anExceptionAsAValueIsAnUndeclaredTypeLikeAnyOther() {
        assertThatIOException()
                .isThrownBy(() -> Samples.write(serializer, new Holder(new java.io.FileNotFoundException("x"))))
                .withMessageContaining("cannot write " + Holder.class.getName());
    }
}
