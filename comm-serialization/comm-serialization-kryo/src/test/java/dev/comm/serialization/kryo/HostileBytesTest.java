package dev.comm.serialization.kryo;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.esotericsoftware.kryo.kryo5.io.Output;
import dev.comm.api.spi.Serializer;
import dev.comm.serialization.kryo.Samples.Cell;
import dev.comm.serialization.kryo.Samples.Circle;
import dev.comm.serialization.kryo.Samples.Positive;
import java.io.IOException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class HostileBytesTest {
    /** Says that the class of the canary was initialized. */
    static volatile boolean sung;

    private final Serializer serializer = Samples.serializer(Cell.class, Positive.class);

    record Canary(int value) {
        static {
            sung = true;
        }
    }

    @Test
    void aNumberThatNobodyDeclaredIsRefusedWithTheCure() {
        for (int number : new int[] {9, 199, 5000, Integer.MAX_VALUE - 2, -5}) {
            byte[] bytes = bytes(out -> out.writeVarInt(number + 2, true));
            assertThatIOException()
                    .isThrownBy(() -> Samples.read(serializer, bytes, Object.class))
                    .withMessageContaining("no type with the number " + number)
                    .withMessageContaining("the same types, in the same order, to CommConfig.types(...)");
        }
    }

    @Test
    void aClassNamedInTheBytesIsNeitherLookedForNorInitialised() {
        byte[] bytes = bytes(out -> {
            out.writeVarInt(1, true); // "a name follows"
            out.writeVarInt(0, true);
            out.writeString(HostileBytesTest.class.getName() + "$Canary");
            out.writeInt(1);
        });
        assertThatIOException()
                .isThrownBy(() -> Samples.read(serializer, bytes, Object.class))
                .withMessageContaining("names a class instead of a declared type's number");
        assertThat(sung).isFalse();
    }

    @Test
    void theTypeIsComparedBeforeAnythingIsBuilt() throws IOException {
        byte[] bytes = Samples.write(serializer, new Circle(1));
        assertThatIOException()
                .isThrownBy(() -> Samples.read(serializer, bytes, Cell.class))
                .withMessageContaining(Cell.class.getName())
                .withMessageContaining(Circle.class.getName());
        byte[] nothing = {0};
        assertThatIOException()
                .isThrownBy(() -> Samples.read(serializer, nothing, Cell.class))
                .withMessageContaining("null");
    }

    @Test
    void aComponentOfAnotherTypeIsRefused() throws IOException {
        Serializer ours = Samples.serializer(OneName.class);
        Serializer theirs = Samples.serializer(OneNumber.class);
        byte[] bytes = Samples.write(theirs, new OneNumber(1));
        assertThatIOException()
                .isThrownBy(() -> Samples.read(ours, bytes, OneName.class))
                .withMessageContaining("OneName.name cannot hold a java.lang.Integer");
    }

    record OneName(String name) {}

    record OneNumber(Integer name) {}

    @Test
    void anInvalidRecordIsRefusedByItsOwnConstructor() throws IOException {
        byte[] bytes = Samples.write(serializer, new Positive(1));
        byte[] zero = Arrays.copyOf(Arrays.copyOf(bytes, bytes.length - Integer.BYTES), bytes.length);
        assertThatIOException()
                .isThrownBy(() -> Samples.read(serializer, zero, Positive.class))
                .withCauseInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aConstantThatDoesNotExistIsRefused() throws IOException {
        for (Object value : List.of(Samples.Unit.FOOT, EnumSet.of(Samples.Unit.FOOT))) {
            byte[] bytes = Samples.write(serializer, value);
            bytes[bytes.length - 1] = 100;
            assertThatIOException().isThrownBy(() -> Samples.read(serializer, bytes, Object.class));
        }
    }

    static byte[] bytes(Consumer<Output> content) {
        Output output = new Output(64, -1);
        content.accept(output);
        return output.toBytes();
    }

    record Checked(String text) {
        Checked {
            if (text.startsWith("bad")) {
                throw new IllegalArgumentException("write a good text, not " + text);
            }
        }
    }

    /** Shows the text of the check, which has the cure. Text of a peer cannot forge log lines. */
    @Test
    void theTextOfARecordsOwnCheckIsShownWithoutLineEnds() throws IOException {
        Serializer checked = Samples.serializer(Checked.class);
        byte[] bytes = hostile(checked, new Checked("xxx\nWARN forged " + "x".repeat(300)), "xxx", "bad");

        assertThatIOException()
                .isThrownBy(() -> Samples.read(checked, bytes, Checked.class))
                .withMessageContaining("the constructor of " + Checked.class.getName()
                        + " refused its components: write a good text, not bad?WARN forged x")
                .satisfies(e -> assertThat(e.getMessage()).hasLineCount(1).hasSizeLessThan(500));
    }

    @Test
    void anUnknownTimeZoneIsNamed() throws IOException {
        byte[] bytes = hostile(serializer, ZoneId.of("Europe/Berlin"), "Berli", "Utopi");

        assertThatIOException()
                .isThrownBy(() -> Samples.read(serializer, bytes, ZoneId.class))
                .withMessageContaining("Europe/Utopin");
    }

    /**
     * Returns a value as bytes, in which the first occurrence of one word is replaced by another of the same length.
     */
    private static byte[] hostile(Serializer serializer, Object value, String from, String to) throws IOException {
        String written = new String(Samples.write(serializer, value), ISO_8859_1);
        return written.replaceFirst(from, to).getBytes(ISO_8859_1);
    }
}
