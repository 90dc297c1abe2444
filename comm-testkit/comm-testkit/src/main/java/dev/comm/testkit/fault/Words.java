package dev.comm.testkit.fault;

import dev.comm.api.protocol.FrameType;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The text of faults, word by word. This class writes and reads the values. */
final class Words {
    private final String text;
    private final String[] words;
    private int position;

    Words(String text) {
        this.text = text.trim();
        this.words = this.text.isEmpty() ? new String[0] : this.text.split("\\s+");
    }

    /** Writes a fault of a kind with its values. */
    static String of(FaultKind kind, Object... values) {
        return Stream.concat(Stream.of(kind.word()), Arrays.stream(values).map(Words::of))
                .collect(Collectors.joining(" "));
    }

    private static String of(Object value) {
        if (value instanceof Duration length) {
            return of(length);
        } else if (value instanceof Collection<?> ranks) {
            return ranks.stream().map(String::valueOf).collect(Collectors.joining(","));
        }
        return value.toString();
    }

    /** Writes a duration in the largest unit that gives a whole number. */
    static String of(Duration length) {
        long nanos = length.toNanos();
        if (nanos % 1_000_000_000 == 0) {
            return nanos / 1_000_000_000 + "s";
        } else if (nanos % 1_000_000 == 0) {
            return nanos / 1_000_000 + "ms";
        }
        return nanos % 1_000 == 0 ? nanos / 1_000 + "us" : nanos + "ns";
    }

    String next(String expected) {
        if (position == words.length) {
            throw wrong("it ends where " + expected + " should be");
        }
        return words[position++];
    }

    void skip(String mark) {
        String word = next("'" + mark + "'");
        if (!word.equals(mark)) {
            throw wrong("'" + mark + "' should be where '" + word + "' is");
        }
    }

    int number() {
        return parsed("a number", Integer::parseInt);
    }

    long longNumber() {
        return parsed("a number", Long::parseLong);
    }

    double fraction() {
        return parsed("a number", Double::parseDouble);
    }

    Duration duration() {
        return parsed("a time, for example 20ms", Words::length);
    }

    private static Duration length(String word) {
        int split = 0;
        while (split < word.length() && Character.isDigit(word.charAt(split))) {
            split++;
        }
        long count = Long.parseLong(word.substring(0, split));
        return switch (word.substring(split)) {
            case "s" -> Duration.ofSeconds(count);
            case "ms" -> Duration.ofMillis(count);
            case "us" -> Duration.ofNanos(Math.multiplyExact(count, 1_000));
            case "ns" -> Duration.ofNanos(count);
            default -> throw new NumberFormatException("no unit of time");
        };
    }

    /** Reads ranks that are separated by commas. */
    List<Integer> ranks() {
        return parsed(
                "ranks, for example 1,3",
                word -> Arrays.stream(word.split(",", -1)).map(Integer::valueOf).toList());
    }

    FrameType frame() {
        return parsed("a kind of frame, for example RESULT", Words::frame);
    }

    private static FrameType frame(String word) {
        try {
            return FrameType.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new NumberFormatException(e.getMessage());
        }
    }

    Said said() {
        return parsed("bytes in hexadecimal", Said::parse);
    }

    private <T> T parsed(String expected, Function<String, T> parser) {
        String word = next(expected);
        try {
            return parser.apply(word);
        } catch (NumberFormatException | ArithmeticException e) {
            throw wrong("'" + word + "' is not " + expected);
        }
    }

    void end() {
        if (position < words.length) {
            throw wrong("'" + words[position] + "' is too much");
        }
    }

    IllegalArgumentException wrong(String why) {
        return new IllegalArgumentException("cannot read '" + text + "': " + why);
    }
}
