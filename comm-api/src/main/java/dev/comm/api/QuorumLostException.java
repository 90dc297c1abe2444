package dev.comm.api;

import dev.comm.api.error.CommException;
import org.apiguardian.api.API;

/** Fewer members than {@code minSurvivors} are left for this collective; every survivor gets this exception (B11). */
@API(status = API.Status.STABLE, since = "0.1")
public class QuorumLostException extends CommException {
    private static final long serialVersionUID = 1L;

    private final transient Verdict verdict;

    /** Creates an exception with the given message and verdict. */
    public QuorumLostException(String message, Verdict verdict) {
        super(message);
        this.verdict = verdict;
    }

    /** Returns the verdict with the survivors and the departures, or null after Java serialization. */
    public Verdict verdict() {
        return verdict;
    }
}
