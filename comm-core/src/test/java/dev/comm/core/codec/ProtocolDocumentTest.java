package dev.comm.core.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.Cause;
import dev.comm.api.protocol.CollectiveCommand;
import dev.comm.api.protocol.CollectiveKind;
import dev.comm.api.protocol.Command;
import dev.comm.api.protocol.Content;
import dev.comm.api.protocol.FrameHeader;
import dev.comm.api.protocol.FrameType;
import dev.comm.api.protocol.HandshakeCommand;
import dev.comm.api.protocol.WorkCommand;
import dev.comm.api.spi.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** docs/PROTOCOL.md agrees with the code. */
class ProtocolDocumentTest {
    private static final Set<String> IN_HEADER = Set.of("communicator", "tag");
    private static final String DOCUMENT = read();

    @Test
    void theTableOfTypesIsTheEnum() {
        Map<Integer, String> documented = new TreeMap<>();
        Matcher rows =
                Pattern.compile("(?m)^\\| (\\d+) \\| ([A-Z_]+) \\| [→←↔] \\|").matcher(DOCUMENT);
        while (rows.find()) {
            documented.put(Integer.valueOf(rows.group(1)), rows.group(2));
        }
        assertThat(documented).isEqualTo(codes(FrameType.values(), FrameType::code));
    }

    @ParameterizedTest
    @EnumSource(FrameType.class)
    void theFieldsOfATypeAreThoseOfItsCommand(FrameType type) {
        List<String> fields = Stream.of(type.command().getRecordComponents())
                .map(component -> component.getName())
                .filter(name -> !isInHeader(type, name))
                .toList();
        Matcher rows = Pattern.compile("(?m)^\\| (\\w+) \\| `([^`]+)` \\|").matcher(section("#### " + type.name()));
        List<String> documented = new ArrayList<>();
        while (rows.find()) {
            documented.add(rows.group(1));
        }
        assertThat(documented).isEqualTo(fields);
    }

    @ParameterizedTest
    @EnumSource(FrameType.class)
    void theWidthsOfTheFieldsAreThoseOfTheCode(FrameType type) {
        Matcher rows = Pattern.compile("(?m)^\\| (\\w+) \\| `([^`]+)` \\|").matcher(section("#### " + type.name()));
        int documented = FrameHeader.SIZE + 2;
        while (rows.find()) {
            documented += smallest(rows.group(2));
        }
        Command smallest = RandomCommands.smallest(type.command());
        int payload = type == FrameType.DATA ? 5 : 0;
        assertThat(Frames.whole(smallest)).hasSize(documented + payload);
    }

    @Test
    void theCodesAreThoseOfTheEnums() {
        assertThat(codes("cause")).isEqualTo(codes(Cause.values(), Cause::code));
        assertThat(codes("kind")).isEqualTo(codes(CollectiveKind.values(), CollectiveKind::code));
        assertThat(codes("reason"))
                .isEqualTo(codes(HandshakeCommand.Rejected.Reason.values(), HandshakeCodec.REASONS::codeOf));
        assertThat(codes("outcome"))
                .isEqualTo(codes(CollectiveCommand.Outcome.values(), CollectiveCodec.OUTCOMES::codeOf));
        assertThat(codes("status")).isEqualTo(codes(WorkCommand.Status.values(), WorkCodec.STATUSES::codeOf));
        assertThat(codes("`content`")).isEqualTo(codes(Content.Kind.values(), SharedFields.KINDS::codeOf));
    }

    @Test
    void theFormsAreThoseOfTheCode() throws IllegalAccessException {
        Map<Integer, String> forms = new TreeMap<>();
        for (Field field : ValueForms.class.getFields()) {
            forms.put(field.getInt(null), field.getName());
        }
        Map<Integer, String> documented = new TreeMap<>();
        Matcher rows = Pattern.compile("(?m)^\\| (\\d+) \\| ([A-Z]+) \\| ").matcher(section("## 4. Payloads"));
        while (rows.find()) {
            documented.put(Integer.valueOf(rows.group(1)), rows.group(2));
        }
        assertThat(documented).isEqualTo(forms);
    }

    @Test
    void theLimitsAreThoseOfTheCode() {
        String limits = section("## 10. Limits").replace(",", "");
        assertThat(limits)
                .contains("| " + FrameLimits.HANDSHAKE_FRAME_BYTES_MAX + " bytes |")
                .contains("| " + FrameLimits.FIXED_BYTES_MAX + " bytes |")
                .contains("| " + FrameLimits.STRING_BYTES_MAX + " bytes of UTF-8 |")
                .contains("| " + FrameLimits.BYTES_MAX + " bytes |")
                .contains("| elements of a list | " + FrameLimits.LIST_MAX + " |")
                .contains("| ranks in `ranks` all runs together | " + FrameLimits.LIST_MAX + " |");
        assertThat(DOCUMENT.replace(",", "")).contains("to " + FrameLimits.DURATION_NANOS_MAX + " (100 years)");
    }

    @Test
    void theFormerNamesStandBesideTheCodesThatTheyHad() {
        Matcher rows = Pattern.compile("(?m)^\\| (\\d+) \\| ([A-Z_]+) \\| ([A-Z_]+) \\|$")
                .matcher(section("## 12. Versions"));
        int count = 0;
        while (rows.find()) {
            count++;
            assertThat(codes(FrameType.values(), FrameType::code))
                    .containsEntry(Integer.valueOf(rows.group(1)), rows.group(3))
                    .doesNotContainValue(rows.group(2));
        }
        assertThat(count).isEqualTo(7);
    }

    @Test
    void theWorkedExampleIsRight() {
        String example = section("### Worked example").replaceAll("\\s", "");
        HexFormat hex = HexFormat.of();
        assertThat(example)
                .contains("HELLO" + hex.formatHex(Frames.whole(HandshakeExample.HELLO)) + "CHALLENGE")
                .contains("CHALLENGE" + hex.formatHex(Frames.whole(HandshakeExample.CHALLENGE)) + "T1")
                .contains("node'sproof"
                        + hex.formatHex(HandshakeExample.PROOF.proof().toArray()))
                .contains("PROOF" + hex.formatHex(Frames.whole(HandshakeExample.PROOF)))
                .contains("master'sproof"
                        + hex.formatHex(HandshakeExample.MASTER_PROOF.proof().toArray()))
                .contains("MASTER_PROOF" + hex.formatHex(Frames.whole(HandshakeExample.MASTER_PROOF)));
        assertThat(section("### Worked example"))
                .contains("`" + new String(HandshakeExample.SECRET.toBytes(), StandardCharsets.US_ASCII) + "`");
    }

    /** Calculates T1, T2 and the keys from the frames as the document says, without the code under test. */
    @Test
    void theStepsOfTheWorkedExampleAreRight() throws GeneralSecurityException {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        sha256.update(Frames.whole(HandshakeExample.HELLO));
        byte[] t1 = sha256.digest(Frames.whole(HandshakeExample.CHALLENGE));
        sha256.update(t1);
        sha256.update(Frames.whole(HandshakeExample.PROOF));
        byte[] t2 = sha256.digest(Frames.whole(HandshakeExample.OPEN));
        byte[] prk = hmac("comm 2".getBytes(StandardCharsets.US_ASCII), HandshakeExample.SECRET.toBytes());
        byte[] node = hmac(prk, "node\u0001".getBytes(StandardCharsets.US_ASCII));
        byte[] master = hmac(prk, "master\u0001".getBytes(StandardCharsets.US_ASCII));
        assertThat(Bytes.of(hmac(node, t1))).isEqualTo(HandshakeExample.PROOF.proof());
        assertThat(Bytes.of(hmac(master, t2))).isEqualTo(HandshakeExample.MASTER_PROOF.proof());
        HexFormat hex = HexFormat.of();
        assertThat(section("### Worked example").replaceAll("\\s", ""))
                .contains("T1" + hex.formatHex(t1))
                .contains("PRK" + hex.formatHex(prk))
                .contains("kN" + hex.formatHex(node))
                .contains("kM" + hex.formatHex(master))
                .contains("T2" + hex.formatHex(t2));
    }

    private static byte[] hmac(byte[] key, byte[] message) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(message);
    }

    private static boolean isInHeader(FrameType type, String component) {
        return IN_HEADER.contains(component) && type != FrameType.WELCOME;
    }

    /** Returns the smallest number of bytes of a field of the given form. */
    private static int smallest(String form) {
        return switch (form) {
            case "u8", "flag", "code" -> 1;
            case "u16", "string", "bytes", "ranks" -> 2;
            case "i32", "rank", "rank?" -> 4;
            case "i64", "f64", "nanos", "nanos?" -> 8;
            case "content" -> 11;
            default -> {
                assertThat(form).startsWith("list<");
                yield 2;
            }
        };
    }

    private static Map<Integer, String> codes(String what) {
        Matcher row = Pattern.compile("(?m)^\\| " + what + " \\| (.*) \\|$").matcher(DOCUMENT);
        assertThat(row.find()).as(what).isTrue();
        Map<Integer, String> codes = new TreeMap<>();
        Matcher entries = Pattern.compile("(\\d+) ([A-Z_]+)").matcher(row.group(1));
        while (entries.find()) {
            codes.put(Integer.valueOf(entries.group(1)), entries.group(2));
        }
        return codes;
    }

    private static <E extends Enum<E>> Map<Integer, String> codes(E[] constants, ToIntFunction<E> code) {
        return Stream.of(constants).collect(Collectors.toMap(code::applyAsInt, Enum::name, (a, b) -> a, TreeMap::new));
    }

    /** Returns the text from a heading to the next one. */
    private static String section(String heading) {
        int start = DOCUMENT.indexOf("\n" + heading + "\n");
        assertThat(start).as(heading).isNotNegative();
        Matcher next = Pattern.compile("\n#+ ").matcher(DOCUMENT);
        return DOCUMENT.substring(start, next.find(start + 1) ? next.start() : DOCUMENT.length());
    }

    private static String read() {
        try {
            return Files.readString(Path.of(System.getProperty("basedir", "."), "..", "docs", "PROTOCOL.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
