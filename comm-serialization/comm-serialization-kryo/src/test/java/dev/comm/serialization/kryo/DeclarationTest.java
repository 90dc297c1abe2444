package dev.comm.serialization.kryo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.comm.api.error.ConfigException;
import dev.comm.api.spi.Serializer;
import dev.comm.serialization.kryo.Samples.Cell;
import dev.comm.serialization.kryo.Samples.Circle;
import dev.comm.serialization.kryo.Samples.Planet;
import dev.comm.serialization.kryo.Samples.Square;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import org.junit.jupiter.api.Test;

/** The types that a program may declare, and the errors for a type that is not declared. */
class DeclarationTest {
    private final Serializer serializer = Samples.serializer(Cell.class, Holder.class);

    record Holder(Object content) {}

    record Undeclared(int value) {}

    static final class NoConstructor {
        final int value;

        NoConstructor(int value) {
            this.value = value;
        }
    }

    static class OwnList extends ArrayList<String> {
        private static final long serialVersionUID = 1L;
    }

    class Inner {}

    @Test
    void anUndeclaredTypeIsNamedWithTheCure() {
        assertThatIOException()
                .isThrownBy(() -> Samples.write(serializer, new Holder(new Undeclared(1))))
                .withMessage("add " + Undeclared.class.getName() + " to CommConfig.types(...) on all members: type "
                        + Undeclared.class.getName() + " is not declared; so a " + Holder.class.getName()
                        + " cannot be written")
                .withNoCause();
        assertThatIOException()
                .isThrownBy(() -> Samples.write(serializer, new Holder(new Circle[0][0][0])))
                .withMessageContaining("Circle[][][].class is not declared");
    }

    @Test
    void codeDoesNotTravel() {
        Runnable lambda = (Runnable & Serializable) () -> {};
        assertThatIOException()
                .isThrownBy(() -> Samples.write(serializer, lambda))
                .withMessageContaining("a lambda must never travel");
        assertThatIOException()
                .isThrownBy(() -> Samples.write(serializer, new PriorityQueue<>(List.of(1))))
                .withMessageContaining("send a copy, new ArrayList<>(...), in place of the java.util.PriorityQueue");
        assertThatIOException()
                .isThrownBy(() -> Samples.write(serializer, new Holder(String.class)))
                .withMessageContaining("send the name of the class");
    }

    @Test
    void aDeclaredTypeThatCannotBeBuiltIsAnErrorOfTheConfiguration() {
        assertRefused(NoConstructor.class, "a constructor without arguments");
        assertRefused(OwnList.class, "put the values of java.util.ArrayList into a record");
        assertRefused(java.util.Random.class, "a class of the JDK");
        assertRefused(Inner.class, "a static class or a record");
    }

    private static void assertRefused(Class<?> type, String why) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> Samples.serializer(type))
                .withMessageContaining(type.getName())
                .withMessageContaining(why);
    }

    @Test
    void aTypeThatIsOnlyPartOfADeclarationIsRefusedWhenItIsSent() {
        Serializer lenient = Samples.serializer(Parts.class);
        assertThatIOException()
                .isThrownBy(() -> Samples.write(lenient, new Parts(new NoConstructor(1))))
                .withMessageContaining("a constructor without arguments");
    }

    record Parts(NoConstructor part) {}

    @Test
    void numbersFollowTheOrderOfDeclarationAndTheFingerprintTellsThem() {
        byte[] one = Samples.serializer(Circle.class, Square.class).fingerprint();
        assertThat(Samples.serializer(Circle.class, Square.class).fingerprint()).isEqualTo(one);
        assertThat(Samples.serializer(Square.class, Circle.class).fingerprint()).isNotEqualTo(one);
        assertThat(Samples.serializer(Circle.class).fingerprint()).isNotEqualTo(one);
        assertThat(new Registry(Samples.context(Circle.class, Planet.class)).labels())
                .contains("400 " + Circle.class.getName() + " RecordForm")
                .contains("401 [L" + Circle.class.getName() + "; ArrayForm")
                .contains("402 " + Planet.class.getName() + " ClassForm");
    }

    /**
     * Keeps the numbers, which are part of the wire format. A change breaks every stored message and every mixed
     * cluster.
     */
    @Test
    void numbersOfTheJdksTypesNeverChange() {
        assertThat(new Registry(Samples.context()).labels().stream().limit(30))
                .containsExactly(
                        "10 integer",
                        "11 decimal",
                        "12 mathContext",
                        "13 uuid",
                        "14 bits",
                        "15 optional",
                        "16 optionalInt",
                        "17 optionalLong",
                        "18 optionalDouble",
                        "19 entry",
                        "20 entryFixed",
                        "21 duration",
                        "22 instant",
                        "23 localDate",
                        "24 localTime",
                        "25 localDateTime",
                        "26 zoneOffset",
                        "27 zone",
                        "28 offsetTime",
                        "29 offsetDateTime",
                        "30 zonedTime",
                        "31 year",
                        "32 yearMonth",
                        "33 monthDay",
                        "34 period",
                        "35 roundingMode",
                        "36 dayOfWeek",
                        "37 month",
                        "38 chronoUnit",
                        "39 timeUnit");
    }
}
