package dev.comm.api;

import org.apiguardian.api.API;

/** Fewer members than {@code minSurvivors} are left for this instance; every survivor gets the same (B11). */
@API(status = API.Status.STABLE, since = "0.1")
public class QuorumLostException extends CommException {
    private static final long serialVersionUID = 1L;

    private final transient Verdict verdict;

    /** With the verdict that says who is left. */
    public QuorumLostException(String message, Verdict verdict) {
        super(message);
        this.verdict = verdict;
    }

    /** Who is left and who departed why; null after Java serialization. */
    public Verdict verdict() {
        return verdict;
    }
}
