package dev.comm.api.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SerializerContextTest {
    sealed interface Shape permits Circle, Square {}

    record Circle(double radius) implements Shape {}

    record Square(double side) implements Shape {}

    enum Unit {
        METRE,
        FOOT {
            @Override
            public String toString() {
                return "ft";
            }
        }
    }

    record Cell(Shape shape, Unit[] units) {}

    record Grid(Map<String, ? extends List<Cell>> cells, Thread notFollowed) {}

    static class Base {
        int kept;
    }

    static class Plain extends Base {
        Grid notFollowed;
    }

    @Test
    void allTypesAreTheDeclaredOnesAndWhatTheyConsistOfInAFixedOrder() {
        assertThat(context(Grid.class).allTypes())
                .containsExactly(
                        Grid.class, Cell.class, Shape.class, Unit[].class, Circle.class, Square.class, Unit.class);
    }

    @Test
    void aPlainClassBringsItsSuperclassButNotTheTypesOfItsFields() {
        assertThat(context(Plain.class).allTypes()).containsExactly(Plain.class, Base.class);
    }

    @Test
    void theUsersOrderGoesFirstAndNothingIsListedTwice() {
        assertThat(context(Square.class, Circle.class, Shape.class, Square.class)
                        .allTypes())
                .containsExactly(Square.class, Circle.class, Shape.class);
    }

    @Test
    void fingerprintDependsOnTypesTheirOrderAndTheSettings() {
        byte[] digest = context(Circle.class, Square.class).fingerprint(List.of("a"));
        assertThat(context(Circle.class, Square.class).fingerprint(List.of("a")))
                .isEqualTo(digest)
                .hasSize(32);
        assertThat(context(Square.class, Circle.class).fingerprint(List.of("a")))
                .isNotEqualTo(digest);
        assertThat(context(Circle.class).fingerprint(List.of("a"))).isNotEqualTo(digest);
        assertThat(context(Circle.class, Square.class).fingerprint(List.of("b")))
                .isNotEqualTo(digest);
    }

    private static SerializerContext context(Class<?>... types) {
        return SerializerContext.builder(List.of(types), SerializerContextTest.class.getClassLoader())
                .payloadBytesMax(1 << 20)
                .build();
    }
}
