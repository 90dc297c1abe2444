package dev.comm.tests.value;

import static dev.comm.tests.value.Edge.refused;
import static dev.comm.tests.value.Edge.travels;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** Objects that hold one value. */
final class BoxEdges {
    private BoxEdges() {}

    static Stream<Edge> all() {
        return Stream.concat(optionals(), atomics());
    }

    private static Stream<Edge> optionals() {
        return Stream.of(
                travels("empty Optional", Optional::empty),
                travels("Optional", () -> Optional.of("a")),
                travels("Optional of a record", () -> Optional.of(new Own.Named("a"))),
                travels("Optional in an Optional", () -> Optional.of(Optional.empty())),
                travels("list of Optionals", () -> List.of(Optional.of(1), Optional.empty())),
                travels("record with an Optional", () -> new Own.Perhaps(Optional.of(1), OptionalInt.of(2))),
                travels("empty OptionalInt", OptionalInt::empty),
                travels("OptionalInt", () -> OptionalInt.of(Integer.MIN_VALUE)),
                travels("empty OptionalLong", OptionalLong::empty),
                travels("OptionalLong", () -> OptionalLong.of(-1)),
                travels("empty OptionalDouble", OptionalDouble::empty),
                travels("OptionalDouble -0.0", () -> OptionalDouble.of(-0.0)),
                travels("OptionalDouble NaN", () -> OptionalDouble.of(Double.NaN)));
    }

    private static Stream<Edge> atomics() {
        return Stream.of(
                travels("AtomicBoolean", () -> new AtomicBoolean(true)),
                travels("AtomicInteger", () -> new AtomicInteger(-7)),
                travels("AtomicLong", () -> new AtomicLong(Long.MIN_VALUE)),
                travels("AtomicReference", () -> new AtomicReference<>(List.of(1))),
                travels("empty AtomicReference", () -> new AtomicReference<>()),
                refused("LongAdder", LongAdder::new),
                refused("Random", () -> new Random(1)),
                refused("Object", Object::new),
                refused("Thread", () -> new Thread("never started")),
                refused("ThreadLocal", () -> new ThreadLocal<>()));
    }
}
