package dev.comm.testkit.contract;

import java.io.Serializable;
import java.util.concurrent.atomic.AtomicInteger;
import org.apiguardian.api.API;

/**
 * A type that no user declares. A serializer that builds an object of this type from bytes has run code that it was not
 * allowed to run.
 *
 * @param value any number
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Canary(int value) implements Serializable {
    private static final AtomicInteger BUILT = new AtomicInteger();

    /** Counts each object that is built. */
    public Canary {
        BUILT.incrementAndGet();
    }

    /** Returns the number of objects that were built in this process. */
    static int built() {
        return BUILT.get();
    }
}
