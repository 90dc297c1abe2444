package dev.comm.testkit;

import dev.comm.api.error.RemoteException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/** The exception of a program that ran in a process of its own, as text. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class DistantException extends RemoteException {
    private static final long serialVersionUID = 1;
    private static final Pattern ASSERTION =
            Pattern.compile("(?m)^Caused by: [\\w.$]*(AssertionError|AssertionFailedError|MultipleFailuresError)\\b");

    private final String[] types;

    /**
     * Creates the description of an exception.
     *
     * @param rank the rank of the program that threw the exception
     * @param types the names of the exception's class and of its superclasses, nearest first
     * @param message the message of the exception, possibly empty
     * @param stack the printed stack trace of the exception
     */
    public DistantException(int rank, List<String> types, String message, String stack) {
        super(rank, types.get(0), message, stack);
        this.types = types.toArray(String[]::new);
    }

    /** Returns whether one of the causes of the exception is an exception of Comm. */
    boolean isCausedByComm() {
        return remoteStack().contains("Caused by: dev.comm.api.");
    }

    /** Returns whether one of the causes of the exception is a failed assertion. */
    boolean isCausedByAssertion() {
        return ASSERTION.matcher(remoteStack()).find();
    }

    /** Returns the text that the process of the program would have printed. */
    String asThrown() {
        return type() + (remoteMessage().isEmpty() ? "" : ": " + remoteMessage());
    }

    /** Returns whether the exception was of this class or of a subclass. */
    public boolean isA(Class<? extends Throwable> type) {
        return Arrays.asList(types).contains(type.getName());
    }
}
