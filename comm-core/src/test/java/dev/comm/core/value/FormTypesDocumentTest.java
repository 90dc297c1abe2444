package dev.comm.core.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comm.api.CommConfig;
import dev.comm.api.Payload;
import dev.comm.api.error.SerializationException;
import dev.comm.api.protocol.Content;
import dev.comm.core.machine.Value;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/PROTOCOL.md lists the Java types as which each form can be read. No other type can be read from the form. */
class FormTypesDocumentTest {
    private static final List<Class<?>> TYPES = List.of(
            byte[].class,
            String.class,
            Integer.class,
            Long.class,
            Double.class,
            Boolean.class,
            int[].class,
            long[].class,
            double[].class,
            float[].class,
            Payload.class,
            ByteBuffer.class,
            Short.class,
            Float.class,
            List.class);

    private final ValueCodec codec = new ValueCodec(CommConfig.builder().build());

    @Test
    void eachFormIsReadAsTheseTypesAndNoOther() throws IOException {
        Map<String, Set<String>> read = new TreeMap<>();
        for (BuiltInForm form : BuiltInForm.values()) {
            if (form != BuiltInForm.SERIALIZED && form != BuiltInForm.ERROR) {
                read.put(name(form), readers(form));
            }
        }
        assertThat(documented()).isEqualTo(read);
    }

    @Test
    void javaSendsTheTypesInTheseForms() {
        Object[] values = {
            new byte[0],
            "",
            1,
            1L,
            1.0,
            true,
            new int[0],
            new long[0],
            new double[0],
            new float[0],
            ByteBuffer.allocate(1)
        };
        for (Object value : values) {
            BuiltInForm form = BuiltInForm.forValue(value);
            assertThat(codec.encode(value).content().form()).isEqualTo(form.code());
            assertThat(form).isNotEqualTo(BuiltInForm.SERIALIZED);
        }
    }

    @Test
    void aLengthThatDoesNotFitItsFormFailsTheValue() {
        for (BuiltInForm form : List.of(BuiltInForm.INT, BuiltInForm.LONGS, BuiltInForm.BOOLEAN, BuiltInForm.FLOATS)) {
            assertThatThrownBy(() -> codec.decode(value(form, 3), Object.class))
                    .isInstanceOf(SerializationException.class);
        }
    }

    private Set<String> readers(BuiltInForm form) {
        Set<String> readers = new TreeSet<>();
        assertThat(codec.decode(value(form, sizeOf(form)), Object.class)).isNotNull();
        for (Class<?> type : TYPES) {
            try {
                codec.decode(value(form, sizeOf(form)), type);
                readers.add("`" + type.getSimpleName() + "`");
            } catch (SerializationException e) {
                assertThat(e).hasMessageContaining("expected a " + type.getTypeName());
            }
        }
        return readers;
    }

    private static int sizeOf(BuiltInForm form) {
        return switch (form) {
            case INT -> 4;
            case BOOLEAN -> 1;
            default -> 8;
        };
    }

    private static Value value(BuiltInForm form, int length) {
        return new Value(new Content(Content.Kind.VALUE, form.code(), length), Payload.of(new byte[length]));
    }

    /** Returns the name of a form in the document, which is the name of its constant in the protocol. */
    private static String name(BuiltInForm form) {
        return switch (form) {
            case RAW -> "BYTES";
            case PAYLOAD -> "BUFFER";
            default -> form.name();
        };
    }

    private static Map<String, Set<String>> documented() throws IOException {
        String text = Files.readString(Path.of(System.getProperty("basedir", "."), "..", "docs", "PROTOCOL.md"));
        Matcher rows = Pattern.compile("(?m)^\\| ([A-Z]+) \\| (`[^|]+) \\|$").matcher(text);
        Map<String, Set<String>> documented = new TreeMap<>();
        while (rows.find()) {
            documented.put(rows.group(1), new TreeSet<>(List.of(rows.group(2).split(", "))));
        }
        return documented;
    }
}
