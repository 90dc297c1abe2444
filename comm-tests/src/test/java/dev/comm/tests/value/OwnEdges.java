package dev.comm.tests.value;

import static dev.comm.tests.value.Edge.refused;
import static dev.comm.tests.value.Edge.travels;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Values of types that a program declares. */
final class OwnEdges {
    private OwnEdges() {}

    static Stream<Edge> all() {
        return Stream.of(declared(), undeclared()).flatMap(each -> each);
    }

    private static Stream<Edge> declared() {
        return Stream.of(
                travels("enum", () -> Own.Unit.METRE),
                travels("enum constant with a body", () -> Own.Unit.FOOT),
                travels("last of 70 enum constants", () -> Own.Many.G9),
                travels("record", () -> new Own.Named("a")),
                travels("record of null", () -> new Own.Named(null)),
                travels("record without components", Own.Empty::new),
                travels("generic record", () -> new Own.Pair<>(1, new Own.Pair<>("a", List.of()))),
                travels("record with a check", () -> new Own.Percent(100)),
                travels(
                        "record of primitives",
                        () -> new Own.Primitives(
                                true,
                                Byte.MIN_VALUE,
                                Short.MIN_VALUE,
                                '\uffff',
                                Integer.MIN_VALUE,
                                Long.MAX_VALUE,
                                -0f,
                                Double.NaN,
                                null)),
                travels("sealed type", () -> new Own.Square(-0.0)),
                travels("class with a superclass", () -> new Own.Planet("earth", 1)),
                travels("class with a reference", () -> new Own.Planet("e", 1).with(new Own.Planet("m", 0.1))),
                travels("class with an Optional", () -> Own.OptionalField.of("a")),
                travels("class with an empty Optional", () -> Own.OptionalField.of(null)),
                travels("map of records", () -> Map.of(new Own.Named("a"), new Own.Circle(1))));
    }

    private static Stream<Edge> undeclared() {
        return Stream.of(
                refused("undeclared class", Own.Undeclared::new),
                refused("undeclared class in a list", () -> List.of(new Own.Undeclared())),
                refused("undeclared class in a record", () -> new Own.Pair<>(1, new Own.Undeclared())),
                refused("undeclared enum", () -> Own.Strange.ONE),
                refused("plain class", Own.Plain::new),
                refused("array of an undeclared class", () -> new Own.Undeclared[0]),
                refused("inner class", Own::inner),
                refused("local record", OwnEdges::local));
    }

    private static Object local() {
        record Local(int value) implements java.io.Serializable {}
        return new Local(1);
    }
}
