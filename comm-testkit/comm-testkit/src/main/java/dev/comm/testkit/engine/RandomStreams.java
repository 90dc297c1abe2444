package dev.comm.testkit.engine;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import org.apiguardian.api.API;

/**
 * Named streams of random numbers from one seed. A draw in one stream does not shift another stream, so a plan can be
 * shortened while everything else stays.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class RandomStreams {
    private final long seed;

    /** Creates the streams of a seed. */
    public RandomStreams(long seed) {
        this.seed = seed;
    }

    /** Returns the seed. */
    public long seed() {
        return seed;
    }

    /**
     * Returns a fresh stream for a concern, for example {@code net} or {@code node[3]}. The same name gives the same
     * numbers.
     */
    public SplittableRandom of(String concern) {
        CRC32 name = new CRC32();
        name.update(concern.getBytes(StandardCharsets.UTF_8));
        SplittableRandom mixed = new SplittableRandom(seed ^ (name.getValue() * 0x9E3779B97F4A7C15L));
        return mixed.split();
    }
}
