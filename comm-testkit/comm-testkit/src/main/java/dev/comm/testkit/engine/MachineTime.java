package dev.comm.testkit.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * A measurement of the time that the machine gives a run in real time. Late timers and stolen time show that the
 * machine is starved. Safe for use by several threads.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class MachineTime {
    private static final long LATE_NANOS = 1_000_000_000;
    private static final double LATE_SHARE = 0.5;
    private static final double STOLEN_SHARE = 0.1;
    private static final Path STATISTICS = Path.of("/proc/stat");
    private static final int STEAL = 7;
    private static final int GUEST = 8;

    private final Cpu start = Cpu.now();
    private long askedNanos;
    private long lateNanos;
    private long latestNanos;

    /** Adds a wait of one thread: the time that it asked for, and the time that passed. */
    public synchronized void waited(long asked, long passed) {
        long late = Math.max(0, passed - asked);
        askedNanos += asked;
        lateNanos += late;
        latestNanos = Math.max(latestNanos, late);
    }

    /**
     * Returns what shows that the machine was starved, or an empty text if nothing shows it.
     *
     * @param stalls the number of times that a member got no time for a while
     */
    public String strain(long stalls) {
        return strain(stalls, Cpu.now().stolenSince(start));
    }

    synchronized String strain(long stalls, double stolen) {
        double late = askedNanos == 0 ? 0 : lateNanos / (double) (askedNanos + lateNanos);
        boolean starved = stalls > 0 || latestNanos >= LATE_NANOS || late >= LATE_SHARE || stolen >= STOLEN_SHARE;
        if (!starved) {
            return "";
        }
        List<String> signs = new ArrayList<>();
        signs.add("timers were late by up to " + latestNanos / 1_000_000 + " ms (" + percent(late) + " of all waits)");
        if (stalls > 0) {
            signs.add("members got no time for more than 400 ms, " + stalls + (stalls == 1 ? " time" : " times"));
        }
        if (stolen > 0) {
            signs.add("other machines took " + percent(stolen) + " of the CPU time");
        }
        return String.join("; ", signs);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", share * 100);
    }

    /** The time of all CPUs so far, in ticks. Both values are 0 on systems that do not count them. */
    private record Cpu(long stolen, long all) {
        static Cpu now() {
            try (Stream<String> lines = Files.lines(STATISTICS)) {
                long[] ticks = Arrays.stream(
                                lines.findFirst().orElse("cpu").trim().split("\\s+"))
                        .skip(1)
                        .limit(GUEST)
                        .mapToLong(Long::parseLong)
                        .toArray();
                return new Cpu(
                        ticks.length > STEAL ? ticks[STEAL] : 0,
                        Arrays.stream(ticks).sum());
            } catch (IOException | RuntimeException e) {
                return new Cpu(0, 0);
            }
        }

        double stolenSince(Cpu before) {
            return all <= before.all ? 0 : (stolen - before.stolen) / (double) (all - before.all);
        }
    }
}
