package dev.comm.testkit;

import dev.comm.api.error.RemoteException;
import java.util.Arrays;
import java.util.List;
import org.apiguardian.api.API;

/** The exception of a program in a process of its own, as text. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class DistantException extends RemoteException {
    private static final long serialVersionUID = 1;

    private final String[] types;

    /**
     * The description of an exception.
     *
     * @param rank where it was thrown
     * @param types names of its class and of those that it extends, nearest first
     * @param message its message, possibly empty
     * @param stack how it was printed
     */
    public DistantException(int rank, List<String> types, String message, String stack) {
        super(rank, types.get(0), message, stack);
        this.types = types.toArray(String[]::new);
    }

    /** Whether Comm threw what it was thrown for. */
    boolean isCausedByComm() {
        return remoteStack().contains("Caused by: dev.comm.api.");
    }

    /** As its process would have printed it. */
    String asThrown() {
        return type() + (remoteMessage().isEmpty() ? "" : ": " + remoteMessage());
    }

    /** Whether it was of this class or extended it. */
    public boolean isA(Class<? extends Throwable> type) {
        return Arrays.asList(types).contains(type.getName());
    }
}
