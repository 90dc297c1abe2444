package dev.comm.core.driver;

import dev.comm.api.error.PlainText;

/** The safe form of a log message that may contain text of a peer. With it no peer can inject lines into the log. */
final class LogLine {
    static final int CHARACTERS_MAX = 2_000;

    private LogLine() {}

    /** Replaces control and format characters in a message, and cuts a very long message. */
    static String of(String message) {
        StringBuilder line = new StringBuilder(Math.min(message.length(), CHARACTERS_MAX) + 16);
        message.codePoints().limit(CHARACTERS_MAX).forEach(each -> PlainText.append(line, each));
        if (message.codePointCount(0, message.length()) > CHARACTERS_MAX) {
            line.append(" … (cut)");
        }
        return line.toString();
    }
}
