package dev.comm.serialization.kryo;

import dev.comm.api.spi.Serializer;
import dev.comm.api.spi.SerializerContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The types and shortcuts that several tests use. */
final class Samples {
    private Samples() {}

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

    sealed interface Shape permits Circle, Square {}

    record Circle(double radius) implements Shape {}

    record Square(double side) implements Shape {}

    record Cell(int index, String name, Unit unit, List<Shape> shapes, double[] values) {
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

    record Grid(Map<String, Cell> cells, Cell[][] matrix) {}

    record Primitives(boolean a, byte b, short c, char d, int e, long f, float g, double h, Integer boxed) {}

    record Positive(int value) {
        Positive {
            if (value <= 0) {
                throw new IllegalArgumentException("not positive");
            }
        }
    }

    record Table(EnumMap<Unit, Integer> units) {}

    static class Body {
        private double mass;
        private transient int forgotten;

        double mass() {
            return mass;
        }

        void mass(double value) {
            mass = value;
            forgotten = 1;
        }
    }

    static final class Planet extends Body {
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

    static Serializer serializer(Class<?>... types) {
        return new KryoSerializerProvider().create(context(types));
    }

    static SerializerContext context(Class<?>... types) {
        return SerializerContext.builder(List.of(types), Samples.class.getClassLoader())
                .payloadBytesMax(1 << 24)
                .build();
    }

    static byte[] write(Serializer serializer, Object value) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        serializer.write(value, out);
        return out.toByteArray();
    }

    static <T> T read(Serializer serializer, byte[] bytes, Class<T> type) throws IOException {
        return serializer.read(ByteBuffer.wrap(bytes), type);
    }
}
