package dev.comm.core.machine;

import org.apiguardian.api.API;

/** A source of random numbers, which a simulation replaces to repeat a run. */
@API(status = API.Status.INTERNAL, since = "0.1")
@FunctionalInterface
public interface Entropy {
    /** Returns the next 64 random bits. */
    long nextLong();

    /** Returns the given number of random bytes. */
    default byte[] nextBytes(int count) {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) (nextLong() >>> 56);
        }
        return bytes;
    }
}
