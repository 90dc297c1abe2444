package dev.comm.testkit.campaign.play;

import org.apiguardian.api.API;

/** A helper that throws a given exception unchanged, checked or not. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Rethrown {
    private Rethrown() {}

    /** Throws the exception and never returns. The return type lets a caller write {@code throw}. */
    public static RuntimeException asIs(Throwable error) {
        return Rethrown.<RuntimeException>sneak(error);
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> E sneak(Throwable error) throws E {
        throw (E) error;
    }
}
