package dev.comm.serialization.kryo;

/**
 * The message of an exception as part of a message for users. The message may repeat text of a peer, so it has no line
 * ends and no other control characters, and its length is bounded.
 */
final class CleanText {
    private static final int LENGTH_MAX = 200;

    private CleanText() {}

    /** Returns the message in printable characters, or the name of the exception's class if there is no message. */
    static String of(Throwable failure) {
        String message = failure.getMessage();
        if (message == null || message.isBlank()) {
            return failure.getClass().getName();
        }
        String shown = message.length() > LENGTH_MAX ? message.substring(0, LENGTH_MAX) + "…" : message;
        return shown.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "?");
    }
}
