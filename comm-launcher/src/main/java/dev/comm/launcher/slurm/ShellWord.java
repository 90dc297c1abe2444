package dev.comm.launcher.slurm;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Words for a POSIX shell, which takes each as one argument with exactly its characters. */
public final class ShellWord {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    private ShellWord() {}

    /** Returns the words of a command, with blanks between them. */
    public static String line(List<String> words) {
        return words.stream().map(ShellWord::quote).collect(Collectors.joining(" "));
    }

    /**
     * Returns a text as one word. The word contains no carriage return, because sbatch refuses a file in which one
     * stands before the end of a line.
     */
    public static String quote(String text) {
        if (PLAIN.matcher(text).matches()) {
            return text;
        }
        String inner = text.replace("'", "'\\''").replace("\r", "'\"$(printf '\\r')\"'");
        return "'" + inner + "'";
    }
}
