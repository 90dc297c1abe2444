package dev.comm.api.settings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The parsers that convert the text of a property or variable into a value. The exception of a parser names the
 * expected form.
 */
public final class Parsers {
    private static final Pattern AMOUNT = Pattern.compile("(\\d{1,15})\\s*(us|ms|s|m|h|d|)");
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
    private static final Map<String, Duration> UNITS = Map.of(
            "", Duration.ofMillis(1),
            "us", Duration.ofNanos(1_000),
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1));

    private Parsers() {}

    public static Integer integer(String text) {
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("a whole number is expected", e);
        }
    }

    public static Boolean flag(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("true or false is expected");
        };
    }

    /**
     * Parses {@code 50us}, {@code 250ms}, {@code 30s}, {@code 5m}, {@code 2h}, {@code 1d}, {@code PT30S}, or a number
     * of milliseconds.
     */
    public static Duration duration(String text) {
        Matcher amount = AMOUNT.matcher(text.toLowerCase(Locale.ROOT));
        try {
            return amount.matches()
                    ? UNITS.get(amount.group(2)).multipliedBy(Long.parseLong(amount.group(1)))
                    : Duration.parse(text);
        } catch (DateTimeParseException | ArithmeticException e) {
            throw new IllegalArgumentException(
                    "a duration is expected, such as 50us, 250ms, 30s, 5m, 2h, PT30S or a number of milliseconds", e);
        }
    }

    public static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("a path is expected: " + e.getReason(), e);
        }
    }

    /** Converts a SHA-256 in hexadecimal, with or without colons, to 64 lower-case digits. */
    public static String digest(String text) {
        String digits = text.replace(":", "").toLowerCase(Locale.ROOT);
        if (!DIGEST.matcher(digits).matches()) {
            throw new IllegalArgumentException(
                    "the SHA-256 of a certificate is expected, 64 hexadecimal digits, as from:"
                            + " openssl x509 -noout -fingerprint -sha256 -in FILE");
        }
        return digits;
    }

    /** Splits a text at commas. In a word, {@code \,} stands for a comma and {@code \\} for a backslash. */
    public static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            char next = i + 1 < text.length() ? text.charAt(i + 1) : ' ';
            if (letter == '\\' && (next == ',' || next == '\\')) {
                word.append(next);
                i++;
            } else if (letter == ',') {
                words.add(word.toString());
                word.setLength(0);
            } else {
                word.append(letter);
            }
        }
        words.add(word.toString());
        return words.stream().map(String::strip).filter(each -> !each.isEmpty()).toList();
    }

    public static <E extends Enum<E>> Setting.Parser<E> constant(Class<E> type) {
        return text -> {
            String wanted = text.replace('-', '_');
            return Arrays.stream(type.getEnumConstants())
                    .filter(each -> each.name().equalsIgnoreCase(wanted))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("one of " + names(type) + " is expected"));
        };
    }

    private static <E extends Enum<E>> String names(Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(each -> each.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .collect(Collectors.joining(", "));
    }
}
