package dev.comm.tests.packaging;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The blocks of code in README.md. */
public final class ReadmeSnippets {
    private static final Pattern BLOCK = Pattern.compile("```(\\w*)\n(.*?)```", Pattern.DOTALL);
    private static final Pattern PROGRAM = Pattern.compile("public class (\\w+)");

    private ReadmeSnippets() {}

    /** Returns the only block of a language that contains a text. */
    static String only(String language, String text) {
        return blocks(language)
                .filter(block -> block.contains(text))
                .reduce((one, other) -> {
                    throw new IllegalStateException("two blocks of " + language + " with " + text);
                })
                .orElseThrow(() -> new IllegalStateException("no block of " + language + " with " + text));
    }

    /** Returns the sources of programs by the name of the class. */
    public static Map<String, String> programs() {
        Map<String, String> programs = new TreeMap<>();
        blocks("java")
                .forEach(block -> PROGRAM.matcher(block).results().forEach(name -> programs.put(name.group(1), block)));
        return programs;
    }

    private static Stream<String> blocks(String language) {
        try {
            return BLOCK.matcher(Files.readString(Pom.ROOT.resolve("README.md")))
                    .results()
                    .filter(block -> block.group(1).equals(language))
                    .map(block -> block.group(2));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
