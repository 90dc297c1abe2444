package dev.comm.core.machine;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.function.Supplier;
import org.apiguardian.api.API;

/**
 * Reads the class, message and stack of an error.
 *
 * <p>The class of an error may come from the program, and each of its methods may throw. An error that cannot describe
 * itself must still end its call, its task or its rank, so Comm reads errors only here.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ErrorText {
    private static final StackTraceElement[] NO_FRAMES = {};

    private ErrorText() {}

    /** The message, empty without one; says that it cannot be read if {@code getMessage} throws. */
    public static String message(Throwable error) {
        try {
            String message = error.getMessage();
            return message == null ? "" : message;
        } catch (Throwable unreadable) {
            return "its message cannot be read: " + name(unreadable);
        }
    }

    /** The text of {@code toString}, or the class name and the message if {@code toString} throws. */
    public static String summary(Throwable error) {
        try {
            return String.valueOf(error);
        } catch (Throwable unreadable) {
            return error.getClass().getName() + ": " + message(error);
        }
    }

    /** The frames, or none if they cannot be read. */
    public static StackTraceElement[] frames(Throwable error) {
        return read(error::getStackTrace, NO_FRAMES);
    }

    /** The cause, or null if there is none or it cannot be read. */
    public static Throwable cause(Throwable error) {
        return read(error::getCause, null);
    }

    /**
     * The error itself if a log can print it with its causes. Otherwise an exception with the same class name, message
     * and frames, as far as they can be read.
     */
    public static Throwable readable(Throwable error) {
        try {
            error.printStackTrace(new PrintWriter(Writer.nullWriter()));
            error.getLocalizedMessage();
            return error;
        } catch (Throwable unreadable) {
            return new UnreadableException(error);
        }
    }

    private static <T> T read(Supplier<T> part, T otherwise) {
        try {
            T value = part.get();
            return value == null ? otherwise : value;
        } catch (Throwable unreadable) {
            return otherwise;
        }
    }

    /** The class name alone: the second error may be as hard to read as the first. */
    private static String name(Throwable unreadable) {
        return unreadable.getClass().getName();
    }

    /** Stands for an error that a log cannot print. */
    private static final class UnreadableException extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final String type;

        UnreadableException(Throwable error) {
            super(message(error));
            type = error.getClass().getName();
            setStackTrace(frames(error));
        }

        @Override
        public String toString() {
            return type + ": " + getMessage();
        }
    }
}
