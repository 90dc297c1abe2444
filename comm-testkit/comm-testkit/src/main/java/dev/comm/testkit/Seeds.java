package dev.comm.testkit;

import java.util.stream.LongStream;
import org.apiguardian.api.API;

/**
 * The seeds that a test runs. They follow a fixed base, so that every build runs the same seeds. {@code -Dcomm.seeds=N}
 * replaces the number of seeds that the test gives, and {@code -Dcomm.seed=0x…} replays one seed.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Seeds {
    private Seeds() {}

    /**
     * Returns the seeds to run.
     *
     * @param concern the name of the tested code; different names get different seeds
     * @param count the number of seeds, if no property sets another number
     */
    public static LongStream of(String concern, int count) {
        String one = System.getProperty("comm.seed", "");
        if (!one.isBlank()) {
            return LongStream.of(parse(one.trim()));
        }
        return from(base(concern), Integer.getInteger("comm.seeds", count));
    }

    /** Returns the base of the seeds of a concern, which is the same in every build. */
    public static long base(String concern) {
        return concern.hashCode() * 0x9E3779B97F4A7C15L;
    }

    /** Returns the given number of seeds that follow a base. */
    public static LongStream from(long base, int count) {
        return LongStream.range(0, count).map(i -> mix(base + i) & 0xFFFFFFFFFFL);
    }

    private static long parse(String text) {
        return text.startsWith("0x") ? Long.parseUnsignedLong(text.substring(2), 16) : Long.parseLong(text);
    }

    private static long mix(long value) {
        long mixed = (value ^ value >>> 33) * 0xFF51AFD7ED558CCDL;
        return mixed ^ mixed >>> 33;
    }
}
