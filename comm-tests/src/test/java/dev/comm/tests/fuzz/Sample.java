package dev.comm.tests.fuzz;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Types such as users declare, for the serializers. */
final class Sample {
    private Sample() {}

    enum Unit {
        METRE,
        FOOT
    }

    sealed interface Shape extends Serializable permits Circle, Square {}

    record Circle(double radius) implements Shape {}

    record Square(long side, String name) implements Shape {}

    record Cell(int index, Unit unit, List<Shape> shapes, double[] values, Map<String, Object> more)
            implements Serializable {}

    static class Body implements Serializable {
        private static final long serialVersionUID = 1L;
        double mass;
        Body next;
        /** A field of any type, so that a sender chooses the type. */
        @SuppressWarnings("serial")
        Object tag;
    }

    static List<Class<?>> types() {
        return List.of(Cell.class, Body.class, Unit.class, Shape.class);
    }

    static Object cell() {
        Map<String, Object> more = new TreeMap<>(Map.of("a", new Square(2, "s"), "b", List.of(1, 2L, "x")));
        return new Cell(7, Unit.FOOT, List.of(new Circle(1.5)), new double[] {1, 2}, more);
    }

    static Object body() {
        Body body = new Body();
        body.next = new Body();
        body.next.tag = Unit.METRE;
        return body;
    }
}
