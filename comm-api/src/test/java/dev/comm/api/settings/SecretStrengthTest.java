package dev.comm.api.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comm.api.Secret;
import dev.comm.api.error.ConfigException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretStrengthTest {
    private static final int RANDOM_ONES =
            Integer.getInteger("comm.secrets", Boolean.getBoolean("comm.full") ? 20_000 : 2_000);
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String base32(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        int bits = 0;
        int held = 0;
        for (byte each : bytes) {
            held = held << 8 | each & 0xFF;
            bits += 8;
            while (bits >= 5) {
                text.append(BASE32.charAt(held >> bits - 5 & 31));
                bits -= 5;
            }
            held &= (1 << bits) - 1;
        }
        return bits == 0
                ? text.toString()
                : text.append(BASE32.charAt(held << 5 - bits & 31)).toString();
    }

    static Stream<Arguments> kinds() {
        return Stream.of(
                Arguments.of("raw", (Function<byte[], byte[]>) bytes -> bytes),
                Arguments.of("hex", (Function<byte[], byte[]>)
                        bytes -> ascii(HexFormat.of().formatHex(bytes))),
                Arguments.of("HEX", (Function<byte[], byte[]>)
                        bytes -> ascii(HexFormat.of().withUpperCase().formatHex(bytes))),
                Arguments.of("base64", (Function<byte[], byte[]>)
                        bytes -> Base64.getEncoder().encode(bytes)),
                Arguments.of("base64url", (Function<byte[], byte[]>)
                        bytes -> Base64.getUrlEncoder().withoutPadding().encode(bytes)),
                Arguments.of("BASE32", (Function<byte[], byte[]>) bytes -> ascii(base32(bytes))),
                Arguments.of("base32", (Function<byte[], byte[]>)
                        bytes -> ascii(base32(bytes).toLowerCase(Locale.ROOT))));
    }

    /** Tries a million secrets of each kind with {@code -Dcomm.secrets=1000000}. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void noRandomSecretIsRefused(String kind, Function<byte[], byte[]> form) {
        for (int length : new int[] {16, 32}) {
            Random random = new Random(length);
            byte[] bytes = new byte[length];
            int refused = 0;
            for (int i = 0; i < RANDOM_ONES; i++) {
                random.nextBytes(bytes);
                refused += SecretStrength.isEnough(form.apply(bytes)) ? 0 : 1;
            }
            assertThat(refused).as("of %s with %s bytes", RANDOM_ONES, length).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0123456789abcdef",
                "0123456789abcdef0123456789abcdef",
                "0123456789abcdefghijklmnopqrstuvwxyz",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "abababababababababababababababab",
                "deadbeefdeadbeefdeadbeefdeadbeef",
                "3f9c1d77a2b8e6403f9c1d77a2b8e640",
                "a secret of 16 bytes",
                "sixteen bytes or more",
                "known to all but strangers",
                "nobody outside knows this one",
                "strangers do not know this one",
                "only members of the run know this",
                "correcthorsebatterystaple",
                "correct-horse-battery-staple",
                "correct-horse-battery-staple-mountain",
                "thisisasecretthatnobodyshouldknow",
                "ThisIsASecretThatNobodyShouldKnow",
                "passwordpasswordpassword",
                "changemechangemechangemechangeme",
                "qwertyuiopasdfghjklzxcvbnm",
                "QWERTYUIOPASDFGHJKLZXCVBNM1234567890",
                "zyxwvutsrqponmlkjihgfedcba9876543210",
                "1234567890123456789012345678901234567890",
                "2026-11-30T10:51:49",
                "2026-11-30 10:51:49 2026-11-30 10:51:50",
                "31415926535897932384626433832795",
                "Grüße aus München, und viel Glück!",
                "hunter2hunter2hunter2hunter2",
                "Tr0ub4dor&3Tr0ub4dor&3",
            })
    void whatCanBeGuessedIsRefusedWithTheCommandThatMakesABetterOne(String weak) {
        assertThatThrownBy(() -> Secret.of(ascii(weak)))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("make a secret with 'comm secret new FILE'")
                .hasMessageNotContaining(weak);
    }

    @Test
    void bytesThatAreAllAlikeOrCountUpAreRefused() {
        byte[] count = new byte[32];
        for (int i = 0; i < count.length; i++) {
            count[i] = (byte) i;
        }
        for (byte[] weak : new byte[][] {new byte[16], new byte[32], count}) {
            assertThat(SecretStrength.isEnough(weak)).isFalse();
        }
    }
}
