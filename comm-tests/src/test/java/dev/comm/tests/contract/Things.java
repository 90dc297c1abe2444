package dev.comm.tests.contract;

import java.io.Serializable;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Types such as users declare. */
final class Things {
    private Things() {}

    enum Unit {
        METRE,
        FOOT {
            @Override
            double metres() {
                return 0.3048;
            }
        };

        double metres() {
            return 1;
        }
    }

    sealed interface Shape extends Serializable permits Circle, Square {}

    record Circle(double radius) implements Shape {}

    record Square(double side) implements Shape {}

    record Cell(int index, String name, Unit unit, List<Shape> shapes, double[] values) implements Serializable {
        @Override
        public boolean equals(Object o) {
            return o instanceof Cell c
                    && index == c.index
                    && name.equals(c.name)
                    && unit == c.unit
                    && shapes.equals(c.shapes)
                    && Arrays.equals(values, c.values);
        }

        @Override
        public int hashCode() {
            return index;
        }
    }

    record Grid(Map<String, Cell> cells, Cell[][] matrix) implements Serializable {
        @Override
        public boolean equals(Object o) {
            return o instanceof Grid g && cells.equals(g.cells) && Arrays.deepEquals(matrix, g.matrix);
        }

        @Override
        public int hashCode() {
            return cells.hashCode();
        }
    }

    record Primitives(boolean a, byte b, short c, char d, int e, long f, float g, double h, Integer boxed)
            implements Serializable {}

    record Table(EnumMap<Unit, Integer> units) implements Serializable {}

    static class Body implements Serializable {
        private static final long serialVersionUID = 1L;
        private double mass;

        double mass() {
            return mass;
        }

        void mass(double value) {
            mass = value;
        }
    }

    static final class Planet extends Body {
        private static final long serialVersionUID = 1L;
        private final String name;
        private Planet moon;

        private Planet() {
            this("", 0);
        }

        Planet(String name, double mass) {
            this.name = name;
            mass(mass);
        }

        void moon(Planet value) {
            moon = value;
        }

        @Override
        public boolean equals(Object o) {
            return o instanceof Planet p && name.equals(p.name) && mass() == p.mass() && Objects.equals(moon, p.moon);
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }
    }

    static Cell cell(int index) {
        return new Cell(index, "c" + index, Unit.FOOT, List.of(new Circle(1), new Square(2)), new double[] {index});
    }

    static Planet planet() {
        Planet earth = new Planet("earth", 5.97);
        earth.moon(new Planet("moon", 0.07));
        return earth;
    }

    static Grid grid() {
        return new Grid(Map.of("a", cell(1)), new Cell[][] {{cell(2)}, {null}});
    }
}
