package dev.comm.api.error;

import java.util.List;
import org.apiguardian.api.API;

/**
 * A task failed finally. Its handler threw, the task used up its budget of lost attempts, or for too long no living
 * node could take the task.
 */
@API(status = API.Status.STABLE, since = "0.1")
public class TaskFailedException extends CommException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> attempts;

    /** Creates an exception with one line for each attempt, which names the node and the end of the attempt. */
    public TaskFailedException(String message, List<String> attempts, Throwable cause) {
        super(message, cause);
        this.attempts = List.copyOf(attempts);
    }

    /** Returns one line for each attempt, or null after Java serialization. */
    public List<String> attempts() {
        return attempts;
    }
}
