package dev.comm.tests.value;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/** Types such as programs declare. */
final class Own {
    static final Class<?>[] TYPES = {
        Unit.class,
        Many.class,
        Shape.class,
        Named.class,
        Perhaps.class,
        Pair.class,
        Percent.class,
        Primitives.class,
        Empty.class,
        Branch.class,
        Planet.class,
        Node.class,
        Nodes.class,
        OptionalField.class
    };

    private Own() {}

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

    /** More constants than a long has bits. */
    @SuppressWarnings("unused")
    enum Many {
        A0,
        A1,
        A2,
        A3,
        A4,
        A5,
        A6,
        A7,
        A8,
        A9,
        B0,
        B1,
        B2,
        B3,
        B4,
        B5,
        B6,
        B7,
        B8,
        B9,
        C0,
        C1,
        C2,
        C3,
        C4,
        C5,
        C6,
        C7,
        C8,
        C9,
        D0,
        D1,
        D2,
        D3,
        D4,
        D5,
        D6,
        D7,
        D8,
        D9,
        E0,
        E1,
        E2,
        E3,
        E4,
        E5,
        E6,
        E7,
        E8,
        E9,
        F0,
        F1,
        F2,
        F3,
        F4,
        F5,
        F6,
        F7,
        F8,
        F9,
        G0,
        G1,
        G2,
        G3,
        G4,
        G5,
        G6,
        G7,
        G8,
        G9
    }

    /** An enum that no program declares. */
    enum Strange {
        ONE
    }

    sealed interface Shape extends Serializable permits Circle, Square {}

    record Circle(double radius) implements Shape {}

    record Square(double side) implements Shape {}

    record Named(String name) implements Serializable {}

    record Perhaps(Optional<Integer> one, OptionalInt other) implements Serializable {}

    record Pair<A, B>(A first, B second) implements Serializable {}

    /** A record that checks its value. */
    record Percent(int value) implements Serializable {
        Percent {
            if (value < 0 || value > 100) {
                throw new IllegalArgumentException("between 0 and 100, not " + value);
            }
        }
    }

    record Primitives(boolean a, byte b, short c, char d, int e, long f, float g, double h, Integer boxed)
            implements Serializable {}

    record Empty() implements Serializable {}

    record Branch(List<Object> leaves) implements Serializable {}

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

        Planet with(Planet value) {
            moon = value;
            return this;
        }

        boolean isOwnMoon() {
            return moon == this;
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

    /** A class with a list of children, whose hash depends on a field that is read after the list. */
    static final class Node implements Serializable {
        private static final long serialVersionUID = 1L;

        @SuppressWarnings("serial")
        final List<Object> children = new ArrayList<>();

        private String name = "";

        Node() {}

        Node(String name) {
            this.name = name;
        }

        @Override
        public boolean equals(Object o) {
            return o instanceof Node node && Objects.equals(name, node.name);
        }

        @Override
        public int hashCode() {
            return Objects.hashCode(name);
        }
    }

    /** An element of a chain. */
    record Nodes(Nodes next) implements Serializable {}

    /** A class with a field of type Optional. */
    static final class OptionalField implements Serializable {
        private static final long serialVersionUID = 1L;

        @SuppressWarnings("serial") // the Optional is under test
        private Optional<String> text = Optional.empty();

        static OptionalField of(String text) {
            OptionalField field = new OptionalField();
            field.text = Optional.ofNullable(text);
            return field;
        }

        @Override
        public boolean equals(Object o) {
            return o instanceof OptionalField other && text.equals(other.text);
        }

        @Override
        public int hashCode() {
            return text.hashCode();
        }
    }

    static final class ByLength implements Comparator<String>, Serializable {
        private static final long serialVersionUID = 1L;

        @Override
        public int compare(String one, String other) {
            return Integer.compare(one.length(), other.length());
        }
    }

    /** A class that no program declares. */
    static final class Undeclared implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    /** A class that no program declares, and that is not serializable. */
    static final class Plain {}

    /** A class whose objects belong to an outer object. */
    final class Inner implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    static Inner inner() {
        return new Own().new Inner();
    }
}
