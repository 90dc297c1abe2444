package dev.comm.api.error;

import java.util.List;
import org.apiguardian.api.API;

/**
 * A task failed finally: its handler threw, it used up its budget of lost attempts, or no living node could take it for
 * too long.
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

    /** One line for each attempt; null after Java serialization. */
    public List<String> attempts() {
        return attempts;
    }
}
