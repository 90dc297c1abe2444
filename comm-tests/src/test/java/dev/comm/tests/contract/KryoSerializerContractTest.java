package dev.comm.tests.contract;

import dev.comm.api.spi.SerializerProvider;
import dev.comm.serialization.kryo.KryoSerializerProvider;
import java.lang.reflect.Modifier;
import java.math.MathContext;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

class KryoSerializerContractTest implements SerializerMatrix {
    private static final Package PACKAGE = Things.class.getPackage();

    @Override
    public SerializerProvider provider() {
        return new KryoSerializerProvider();
    }

    @Override
    public List<?> values() {
        return Stream.concat(SerializerMatrix.super.values().stream(), more()).toList();
    }

    /**
     * Compares values. A value of a private class of the JDK, such as an unmodifiable list, may arrive as a similar
     * one.
     */
    @Override
    public boolean same(Object written, Object read) {
        Class<?> type = written.getClass();
        boolean named = Modifier.isPublic(type.getModifiers()) || type.isArray() || type.getPackage() == PACKAGE;
        return (!named || type == read.getClass()) && SerializerMatrix.super.same(written, read);
    }

    private static Stream<Object> more() {
        return Stream.of(
                Optional.of(Things.cell(0)),
                Optional.empty(),
                OptionalInt.of(1),
                OptionalLong.empty(),
                OptionalDouble.of(0.5),
                MathContext.DECIMAL128,
                Collections.emptySet(),
                Collections.singleton(1),
                Collections.unmodifiableSet(new HashSet<>(Set.of(1))),
                List.of(1, 2, 3).subList(0, 2));
    }
}
