package dev.comm.api;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The settings of {@link Timing}: each time alone, over a profile or a whole set given in code. */
final class TimingSettings {
    /** The default deadline of a call. */
    static final Setting<Duration> TIMEOUT = time("timeout", true);

    static final Setting<Duration> HEARTBEAT = time("heartbeat", true);
    static final Setting<Duration> SUSPECT = time("suspect.timeout", true);
    static final Setting<Duration> DEAD = time("dead.timeout", true);
    static final Setting<Duration> RETRY_MIN = time("retry.min", true);
    static final Setting<Duration> RETRY_MAX = time("retry.max", true);
    static final Setting<Duration> STARTUP = time("startup.timeout", true);

    /** In the order of the components of {@link Timing}. */
    static final List<Setting<Duration>> ALL = List.of(
            HEARTBEAT,
            SUSPECT,
            DEAD,
            time("aggregation", false),
            time("handshake.timeout", true),
            RETRY_MIN,
            RETRY_MAX,
            STARTUP,
            TIMEOUT,
            time("drain.margin", false),
            time("master.lease", true));

    private static final Duration LONGEST = Duration.ofDays(365);
    private static final Duration BRIEF = Duration.ofMillis(10);

    private TimingSettings() {}

    private static Setting<Duration> time(String name, boolean positive) {
        return Setting.text(name, (Duration) null, Parsers::duration)
                .optional()
                .where(
                        value -> isBounded(value) || !positive && value.isZero(),
                        "a time is " + (positive ? "more than 0" : "0 or more") + " and at most 365 days");
    }

    static boolean isBounded(Duration value) {
        return !value.isNegative() && !value.isZero() && value.compareTo(LONGEST) <= 0;
    }

    static boolean isBrief(Duration value) {
        return !value.isNegative() && value.compareTo(BRIEF) <= 0;
    }

    /**
     * The times that count: what code says alone, a whole set of code, single times of properties and environment, the
     * profile.
     */
    static Timing compose(Resolution settings) {
        Timing whole = settings.get(Settings.TIMING);
        List<Duration> base =
                parts(whole == null ? settings.get(Settings.PROFILE).timing() : whole);
        List<Duration> times = IntStream.range(0, ALL.size())
                .mapToObj(i -> one(settings, ALL.get(i), base.get(i), whole != null))
                .toList();
        return of(times);
    }

    private static Duration one(Resolution settings, Setting<Duration> setting, Duration base, boolean whole) {
        Duration alone = settings.get(setting);
        boolean counts = alone != null && (!whole || settings.source(setting) == Source.CODE);
        if (counts) {
            return alone;
        }
        String objection = base == null ? "a set of times has no null" : setting.objection(base);
        if (objection != null) {
            settings.problem(Settings.TIMING, setting.name() + " is " + base + "; " + objection);
        }
        return base;
    }

    static List<Duration> parts(Timing t) {
        return Arrays.asList(
                t.heartbeat(),
                t.suspect(),
                t.dead(),
                t.aggregation(),
                t.handshake(),
                t.retryMin(),
                t.retryMax(),
                t.startup(),
                t.collective(),
                t.drainMargin(),
                t.masterLease());
    }

    private static Timing of(List<Duration> t) {
        return new Timing(
                t.get(0), t.get(1), t.get(2), t.get(3), t.get(4), t.get(5), t.get(6), t.get(7), t.get(8), t.get(9),
                t.get(10));
    }
}
