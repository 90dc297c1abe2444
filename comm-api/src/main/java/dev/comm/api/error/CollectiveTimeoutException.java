package dev.comm.api.error;

import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;

/** The deadline of a collective passed under the FAIL policy. Every member gets the same list of missing ranks. */
@API(status = API.Status.STABLE, since = "0.1")
public class CollectiveTimeoutException extends CommException {
    private static final long serialVersionUID = 1L;

    private final ArrayList<Integer> missing;

    /** Creates an exception with the given message and the missing ranks, ascending. */
    public CollectiveTimeoutException(String message, List<Integer> missing) {
        super(message);
        this.missing = new ArrayList<>(missing);
    }

    /** Returns the ranks that had not arrived at the deadline. */
    public List<Integer> missing() {
        return List.copyOf(missing);
    }
}
