package dev.comm.testkit.contract;

import java.io.Serializable;
import java.util.concurrent.atomic.AtomicInteger;
import org.apiguardian.api.API;

/**
 * A type that nobody declares: a serializer that builds one from bytes has run code that it was not allowed to run.
 *
 * @param value anything
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Canary(int value) implements Serializable {
    private static final AtomicInteger BUILT = new AtomicInteger();

    /** Counts that one was built. */
    public Canary {
        BUILT.incrementAndGet();
    }

    /** How many were built in this process. */
    static int built() {
        return BUILT.get();
    }
}
