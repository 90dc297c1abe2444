package dev.comm.core.machine;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.function.Supplier;
import org.apiguardian.api.API;

/**
 * The class, message and stack of an error as text.
 *
 * <p>The class of an error may come from the program, and each of its methods may throw. An error that cannot describe
 * itself must still end its call, its task or its rank. So Comm reads errors only with this class.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ErrorText {
    private static final StackTraceElement[] NO_FRAMES = {};

    private ErrorText() {}

    /**
     * Returns the message, or an empty text if there is none. If {@code getMessage} throws, the text says that the
     * message cannot be read.
     */
    public static String message(Throwable error) {
        try {
            String message = error.getMessage();
            return message == null ? "" : message;
        } catch (Throwable unreadable) {
            return "its message cannot be read: " + name(unreadable);
        }
    }

    /** Returns the text of {@code toString}, or the class name and the message if {@code toString} throws. */
    public static String summary(Throwable error) {
        try {
            return String.valueOf(error);
        } catch (Throwable unreadable) {
            return error.getClass().getName() + ": " + message(error);
        }
    }

    /** Returns the frames, or no frames if they cannot be read. */
    public static StackTraceElement[] frames(Throwable error) {
        return read(error::getStackTrace, NO_FRAMES);
    }

    /** Returns the cause, or null if there is no cause or the cause cannot be read. */
    public static Throwable cause(Throwable error) {
        return read(error::getCause, null);
    }

    /**
     * Returns the error itself if a log can print the error with its causes. Otherwise returns an exception that shows
     * the same class name, message and frames, as far as they can be read.
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

    /** Returns only the class name, because the second error may be as unreadable as the first. */
    private static String name(Throwable unreadable) {
        return unreadable.getClass().getName();
    }

    /** The replacement of an error that a log cannot print. */
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
