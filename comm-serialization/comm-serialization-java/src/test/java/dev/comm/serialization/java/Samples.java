package dev.comm.serialization.java;

import dev.comm.api.spi.Serializer;
import dev.comm.api.spi.SerializerContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.ByteBuffer;
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
                    && java.util.Arrays.equals(values, c.values);
        }

        @Override
        public int hashCode() {
            return index;
        }
    }

    record Grid(Map<String, Cell> cells, Cell[][] matrix) implements Serializable {}

    record Positive(int value) implements Serializable {
        Positive {
            if (value <= 0) {
                throw new IllegalArgumentException("not positive");
            }
        }
    }

    static class Body implements Serializable {
        private static final long serialVersionUID = 1L;
        double mass;
    }

    static final class Planet extends Body {
        private static final long serialVersionUID = 1L;
        final String name;
        Planet moon;

        Planet(String name, double mass) {
            this.name = name;
            this.mass = mass;
        }

        @Override
        public boolean equals(Object o) {
            return o instanceof Planet p && name.equals(p.name) && mass == p.mass && Objects.equals(moon, p.moon);
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }
    }

    static Cell cell(int index) {
        return new Cell(index, "c" + index, Unit.FOOT, List.of(new Circle(1), new Square(2)), new double[] {index});
    }

    static Serializer serializer(Class<?>... types) {
        return new JavaSerializerProvider().create(context(types));
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

    /** Writes a value as a sender does that has no list of types. */
    static byte[] writeUnchecked(Object value) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ObjectOutputStream objects = new ObjectOutputStream(out)) {
            objects.writeObject(value);
        }
        return out.toByteArray();
    }
}
