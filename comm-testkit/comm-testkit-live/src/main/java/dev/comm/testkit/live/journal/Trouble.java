package dev.comm.testkit.live.journal;

import dev.comm.testkit.DistantException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * An exception of another process as text.
 *
 * @param types the names of the exception's class and of its superclasses, nearest first
 * @param message the message of the exception, possibly empty
 * @param stack the printed stack trace of the exception, cut off if it is long
 */
public record Trouble(List<String> types, String message, String stack) {
    private static final int STACK_MAX = 16 << 10;

    public static Trouble of(Throwable error) {
        List<String> types = new ArrayList<>();
        for (Class<?> each = error.getClass(); each != Object.class; each = each.getSuperclass()) {
            types.add(each.getName());
        }
        StringWriter stack = new StringWriter();
        error.printStackTrace(new PrintWriter(stack));
        int length = Math.min(stack.getBuffer().length(), STACK_MAX);
        String message = error.getMessage() == null ? "" : error.getMessage();
        return new Trouble(types, message, stack.getBuffer().substring(0, length));
    }

    /** Returns the trouble as an exception of this process. */
    public DistantException asException(int rank) {
        return new DistantException(rank, types, message, stack);
    }
}
