package dev.comm.api.error;

import org.apiguardian.api.API;

/**
 * The form in which Comm shows text of other processes. A host name, a reason or a message must not add a line, a
 * colour or a reversed writing direction to the output of a program.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class PlainText {
    private static final String LINE_ENDS_AND_TABS = "\n\t";

    private PlainText() {}

    /**
     * Returns the text in one line. Line ends are escaped as {@code \}{@code u000a}, and other control and format
     * characters in the same way.
     */
    public static String of(String text) {
        return shown(text, "");
    }

    /** Returns the text like {@link #of}, but with its line ends and tabs. */
    public static String lines(String text) {
        return shown(text, LINE_ENDS_AND_TABS);
    }

    private static String shown(String text, String kept) {
        if (text == null || isPlain(text, kept)) {
            return text;
        }
        StringBuilder shown = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(each -> {
            if (kept.indexOf(each) >= 0) {
                shown.appendCodePoint(each);
            } else {
                append(shown, each);
            }
        });
        return shown.toString();
    }

    private static boolean isPlain(String text, String kept) {
        return text.codePoints().allMatch(each -> isPrintable(each) || kept.indexOf(each) >= 0);
    }

    private static boolean isPrintable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE -> false;
            default -> true;
        };
    }

    /** Appends a character in the form in which a log shows it. */
    public static void append(StringBuilder line, int character) {
        switch (Character.getType(character)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                line.append(String.format("\\u%04x", character));
            case Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE -> line.append('?');
            default -> line.appendCodePoint(character);
        }
    }
}
