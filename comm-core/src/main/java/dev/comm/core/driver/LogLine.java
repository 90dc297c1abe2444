package dev.comm.core.driver;

/** Sanitizes a log message that may contain text of a peer, so no peer can inject lines into the log. */
final class LogLine {
    static final int CHARACTERS_MAX = 2_000;

    private LogLine() {}

    /** Replaces control and format characters in a message, and cuts a very long one. */
    static String of(String message) {
        StringBuilder line = new StringBuilder(Math.min(message.length(), CHARACTERS_MAX) + 16);
        message.codePoints().limit(CHARACTERS_MAX).forEach(each -> append(line, each));
        if (message.codePointCount(0, message.length()) > CHARACTERS_MAX) {
            line.append(" … (cut)");
        }
        return line.toString();
    }

    private static void append(StringBuilder line, int character) {
        switch (Character.getType(character)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                line.append(String.format("\\u%04x", character));
            case Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE -> line.append('?');
            default -> line.appendCodePoint(character);
        }
    }
}
