package dev.comm.api;

import java.util.List;
import org.apiguardian.api.API;

/** A task failed for good: its handler threw, or it exhausted its budget of lost attempts. */
@API(status = API.Status.STABLE, since = "0.1")
public class TaskFailedException extends CommException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> attempts;

    /** With a line for each attempt: which node, and how it ended. */
    public TaskFailedException(String message, List<String> attempts, Throwable cause) {
        super(message, cause);
        this.attempts = List.copyOf(attempts);
    }

    /** A line for each attempt; null after Java serialization. */
    public List<String> attempts() {
        return attempts;
    }
}
