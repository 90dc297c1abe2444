package dev.comm.core.value;

import dev.comm.api.spi.TypeAdvice;
import dev.comm.core.machine.ErrorText;
import java.io.IOException;

/** The message that explains why a value cannot be written or read. The cure comes first, then the type. */
final class ValueFailure {
    private ValueFailure() {}

    /** Returns the message. */
    static String sentence(Throwable cause, Class<?> type, String done) {
        return TypeAdvice.withType(why(cause), type, done);
    }

    /**
     * Returns the cause for the stack trace. For an exception that the serializer made, this is its own cause, because
     * its message is the cure.
     */
    static Throwable cause(Throwable failure) {
        return failure instanceof IOException && !ErrorText.message(failure).isEmpty()
                ? ErrorText.cause(failure)
                : failure;
    }

    /**
     * Returns the cure. A serializer gives the cure in an IOException; the messages of other exceptions are not meant
     * for users.
     */
    private static String why(Throwable cause) {
        if (cause instanceof IOException && !ErrorText.message(cause).isEmpty()) {
            return ErrorText.message(cause);
        }
        if (cause instanceof OutOfMemoryError) {
            return "send smaller values, or give the process more memory (-Xmx): " + ErrorText.summary(cause);
        }
        if (cause instanceof StackOverflowError) {
            return "send a flatter value, for example one list or array: it is nested too deeply";
        }
        return "correct the code of the value or of its serializer, which failed with " + ErrorText.summary(cause);
    }
}
