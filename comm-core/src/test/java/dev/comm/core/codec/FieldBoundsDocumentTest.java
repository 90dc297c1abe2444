package dev.comm.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comm.api.protocol.FrameHeader;
import dev.comm.api.protocol.FrameType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** docs/PROTOCOL.md has the bounds of every field, and the decoder enforces them. */
class FieldBoundsDocumentTest {
    private static final int COMMUNICATOR_AT = 12;
    private static final int TAG_AT = 20;
    private static final long NANOS_MAX = 3_155_760_000_000_000_000L;
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\w+) \\| `([^`]+)` \\|");

    /** A field of a command, with its form and its offset in the smallest frame. */
    private record Field(FrameType type, String name, String form, int offset) {
        byte[] frame() {
            return Frames.whole(RandomCommands.smallest(type.command()));
        }

        byte[] with(int size, long value) {
            byte[] frame = frame();
            for (int i = 0; i < size; i++) {
                frame[offset + i] = (byte) (value >>> 8 * (size - 1 - i));
            }
            return frame;
        }
    }

    @TestFactory
    Stream<DynamicTest> aValueBesideTheBoundsOfItsFormIsRefused() {
        return fields().flatMap(field -> outside(field.form())
                .map(value -> DynamicTest.dynamicTest(
                        field.type() + "." + field.name() + " = " + value, () -> assertRefused(field, value))));
    }

    @TestFactory
    Stream<DynamicTest> theBoundsOfItsFormAreAccepted() {
        return fields().flatMap(field -> inside(field.form())
                .map(value -> DynamicTest.dynamicTest(
                        field.type() + "." + field.name() + " = " + value, () -> assertAccepted(field, value))));
    }

    @Test
    void theFieldsOfTheHeaderAreCarriedByTheseCommands() throws IOException {
        for (FrameType type : FrameType.values()) {
            assertThat(carries(type, COMMUNICATOR_AT))
                    .as("communicator of " + type)
                    .isEqualTo(documented("communicator").contains(type.name()));
            assertThat(carries(type, TAG_AT))
                    .as("tag of " + type)
                    .isEqualTo(documented("tag").contains(type.name()));
        }
    }

    private static boolean carries(FrameType type, int offset) {
        byte[] frame = Frames.whole(RandomCommands.smallest(type.command()));
        frame[offset + 3] = 1;
        try {
            Frames.decode(frame);
            return true;
        } catch (FrameException e) {
            return false;
        }
    }

    private static Set<String> documented(String field) throws IOException {
        Matcher row =
                Pattern.compile("(?m)^\\| " + field + " \\| ([A-Z_, ]+) \\|$").matcher(document());
        assertThat(row.find()).as(field).isTrue();
        return new TreeSet<>(List.of(row.group(1).split(", ")));
    }

    private static void assertRefused(Field field, long value) {
        byte[] frame = field.with(size(field.form()), value);
        assertThatThrownBy(() -> Frames.decode(frame)).isInstanceOf(FrameException.class);
    }

    private static void assertAccepted(Field field, long value) {
        byte[] frame = field.with(size(field.form()), value);
        assertThatCode(() -> Frames.decode(frame)).doesNotThrowAnyException();
    }

    private static Stream<Long> outside(String form) {
        return switch (form) {
            case "flag" -> Stream.of(2L, 255L);
            case "rank" -> Stream.of(-1L, (long) Integer.MIN_VALUE);
            case "rank?" -> Stream.of(-2L, (long) Integer.MIN_VALUE);
            case "nanos" -> Stream.of(-1L, NANOS_MAX + 1, Long.MAX_VALUE, Long.MIN_VALUE);
            case "nanos?" -> Stream.of(-2L, NANOS_MAX + 1, Long.MAX_VALUE, Long.MIN_VALUE);
            case "f64" ->
                Stream.of(
                        Double.doubleToLongBits(Double.NaN),
                        Double.doubleToLongBits(-0.1),
                        Double.doubleToLongBits(1.1),
                        Double.doubleToLongBits(Double.POSITIVE_INFINITY));
            case "string", "bytes", "ranks" -> Stream.of(1L, 65_535L); // longer than the frame
            case "code" -> Stream.of(255L);
            case "content" -> Stream.of(4L, 255L);
            default -> form.startsWith("list<") ? Stream.of(1L, 65_535L) : Stream.empty();
        };
    }

    private static Stream<Long> inside(String form) {
        return switch (form) {
            case "flag" -> Stream.of(0L, 1L);
            case "rank" -> Stream.of(0L, (long) Integer.MAX_VALUE);
            case "rank?" -> Stream.of(-1L, 0L, (long) Integer.MAX_VALUE);
            case "nanos" -> Stream.of(0L, NANOS_MAX);
            case "nanos?" -> Stream.of(-1L, 0L, NANOS_MAX);
            case "f64" -> Stream.of(Double.doubleToLongBits(0), Double.doubleToLongBits(1));
            default -> Stream.empty();
        };
    }

    private static int size(String form) {
        return switch (form) {
            case "u8", "flag", "code", "content" -> 1;
            case "i32", "rank", "rank?" -> 4;
            case "i64", "f64", "nanos", "nanos?" -> 8;
            default -> 2;
        };
    }

    private static Stream<Field> fields() {
        return Stream.of(FrameType.values()).flatMap(FieldBoundsDocumentTest::fields);
    }

    private static Stream<Field> fields(FrameType type) {
        List<Field> fields = new ArrayList<>();
        int offset = FrameHeader.SIZE;
        Matcher rows = ROW.matcher(section(type));
        while (rows.find()) {
            fields.add(new Field(type, rows.group(1), rows.group(2), offset));
            offset += rows.group(2).equals("content") ? 11 : size(rows.group(2));
        }
        return fields.stream();
    }

    private static String section(FrameType type) {
        try {
            String text = document();
            int start = text.indexOf("\n#### " + type.name() + "\n");
            Matcher next = Pattern.compile("\n#+ ").matcher(text);
            return text.substring(start, next.find(start + 1) ? next.start() : text.length());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String document() throws IOException {
        return Files.readString(Path.of(System.getProperty("basedir", "."), "..", "docs", "PROTOCOL.md"));
    }
}
