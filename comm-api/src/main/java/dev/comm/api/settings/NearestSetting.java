package dev.comm.api.settings;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The proposal of settings that a user may have meant by a name that no setting has. */
public final class NearestSetting {
    private static final int TYPING_ERRORS_MAX = 3;
    private static final int NAMED_MAX = 4;
    private static final int PREFIX_LETTERS = 4;

    private NearestSetting() {}

    /**
     * Returns the cure for a wrong name. It proposes one name, some names that share a word with the wrong one, or the
     * document with all names.
     */
    public static String cure(String name, List<String> known) {
        String plain = plain(name);
        if (known.contains(plain)) {
            return "write " + plain;
        }
        List<String> covering =
                known.stream().filter(each -> covers(plain, each)).toList();
        if (covering.size() == 1) {
            return "write " + covering.get(0);
        }
        String typed = known.stream()
                .min(Comparator.comparingInt(each -> distance(plain, each)))
                .orElseThrow();
        return distance(plain, typed) <= Math.min(TYPING_ERRORS_MAX, plain.length() / 2)
                ? "write " + typed
                : related(plain, known);
    }

    private static String related(String plain, List<String> known) {
        String related = known.stream()
                .filter(each -> words(plain).anyMatch(word -> likeness(word, each) > 0))
                .sorted(Comparator.<String>comparingInt(each -> -score(plain, each))
                        .thenComparingInt(each -> distance(plain, each)))
                .limit(NAMED_MAX)
                .collect(Collectors.joining(", "));
        return related.isEmpty()
                ? "choose one of docs/SETTINGS.md"
                : "write one of these, or choose from docs/SETTINGS.md: " + related;
    }

    /** Returns the name without the prefix and the separators of a variable, a property or an option. */
    private static String plain(String name) {
        String lower = name.toLowerCase(Locale.ROOT).replace('_', '.').replace('-', '.');
        return lower.startsWith("comm.") ? lower.substring("comm.".length()) : lower;
    }

    private static Stream<String> words(String name) {
        return Stream.of(name.split("\\."));
    }

    private static boolean covers(String name, String known) {
        return words(name).allMatch(word -> likeness(word, known) > 0);
    }

    /** Returns a score that is high if the known name shares many words with the given name and has few other words. */
    private static int score(String name, String known) {
        return words(known).mapToInt(word -> likeness(word, name) * 2 - 1).sum();
    }

    /**
     * Returns 2 if the name has this word. Returns 1 if a word of the name and this word begin alike, one being the
     * beginning of the other. Otherwise returns 0.
     */
    private static int likeness(String word, String name) {
        return words(name)
                .mapToInt(other -> {
                    int length = Math.min(word.length(), other.length());
                    boolean begins = length >= PREFIX_LETTERS && word.regionMatches(0, other, 0, length);
                    return word.equals(other) ? 2 : begins ? 1 : 0;
                })
                .max()
                .orElse(0);
    }

    /**
     * Returns the least number of letters to insert, delete and replace to change one word into the other
     * (Levenshtein).
     */
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }
}
