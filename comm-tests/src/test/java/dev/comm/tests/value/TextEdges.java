package dev.comm.tests.value;

import static dev.comm.tests.value.Edge.refused;
import static dev.comm.tests.value.Edge.travels;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Texts and locales. */
final class TextEdges {
    /** A text that ends with the first half of an emoji, as {@code substring} may cut it. */
    private static final String HALF = "cut \ud83d";

    private TextEdges() {}

    static Stream<Edge> all() {
        return Stream.of(texts(), halves(), builders(), locales()).flatMap(each -> each);
    }

    private static Stream<Edge> texts() {
        return Stream.of(
                travels("empty text", () -> ""),
                travels("text of one letter", () -> "a"),
                travels("text of one umlaut", () -> "ä"),
                travels("text of NUL", () -> "\0"),
                travels("text with NUL inside", () -> "a\0b"),
                travels("text of DEL", () -> "\u007f"),
                travels("text of U+0080", () -> "\u0080"),
                travels("text of U+07FF and U+0800", () -> "\u07ff\u0800"),
                travels("text of U+FFFF", () -> "\uffff"),
                travels("text with a byte order mark", () -> "\ufeffa"),
                travels("text that is not normalized", () -> "a\u0308"),
                travels("text of an emoji", () -> "\ud83d\ude80"),
                travels("text of 63 letters", () -> "x".repeat(63)),
                travels("text of 64 letters", () -> "x".repeat(64)),
                travels("text of 65 umlauts", () -> "ü".repeat(65)),
                travels("text of 65535 letters", () -> "x".repeat(65_535)),
                travels("text of 65536 letters", () -> "x".repeat(65_536)),
                travels("text of 22000 kanji", () -> "漢".repeat(22_000)),
                travels("text of a million letters", () -> "y".repeat(1_000_000)),
                travels("text with line ends", () -> "a\r\nb\u2028c"));
    }

    private static Stream<Edge> halves() {
        return Stream.of(
                travels("half a surrogate pair", () -> HALF),
                travels("the second half of a pair", () -> "\ude80 cut"),
                travels("halves in the wrong order", () -> "\ude80\ud83d"),
                travels("half a pair in a list", () -> List.of(HALF)),
                travels("half a pair as a key", () -> Map.of(HALF, 1)),
                travels("half a pair in a set", () -> Set.of(HALF)),
                travels("half a pair in an array", () -> new String[] {HALF}),
                travels("half a pair in a record", () -> new Own.Named(HALF)));
    }

    private static Stream<Edge> builders() {
        return Stream.of(
                travels("StringBuilder", () -> new StringBuilder("a\ud83d")),
                travels("empty StringBuilder", StringBuilder::new),
                refused("StringBuffer", () -> new StringBuffer("b")));
    }

    private static Stream<Edge> locales() {
        return Stream.of(
                travels("Locale root", () -> Locale.ROOT),
                travels("Locale de", () -> Locale.GERMAN),
                travels("Locale de_CH_POSIX", () -> new Locale("de", "CH", "POSIX")),
                travels("Locale ja_JP_JP", () -> new Locale("ja", "JP", "JP")),
                travels("Locale th_TH_TH", () -> new Locale("th", "TH", "TH")),
                travels("Locale no_NO_NY", () -> new Locale("no", "NO", "NY")),
                travels("Locale iw", () -> new Locale("iw")),
                travels("Locale zh-Hant-TW", () -> Locale.forLanguageTag("zh-Hant-TW")),
                travels("Locale with extensions", () -> Locale.forLanguageTag("de-DE-u-co-phonebk-x-own")),
                travels("Locale with a lone variant", () -> new Locale("", "", "x y")),
                travels("Locale of an ill-formed language", () -> new Locale("not a language")));
    }
}
