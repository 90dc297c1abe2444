package dev.comm.api;

import dev.comm.api.settings.Parsers;
import dev.comm.api.settings.Setting;
import dev.comm.api.settings.Source;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The settings of {@link Timing}. Each of them overrides one time of the profile or of a {@link Timing} set in code.
 */
final class TimingSettings {
    /** The default deadline of a call. */
    static final Setting<Duration> TIMEOUT = time("timeout", true);

    static final Setting<Duration> HEARTBEAT = time("heartbeat", true);
    static final Setting<Duration> SUSPECT = time("suspect.timeout", true);
    static final Setting<Duration> DEAD = time("dead.timeout", true);
    static final Setting<Duration> RETRY_MIN = time("retry.min", true);
    static final Setting<Duration> RETRY_MAX = time("retry.max", true);
    static final Setting<Duration> STARTUP = time("startup.timeout", true);

    static final Setting<Duration> DRAIN_MARGIN = time("drain.margin", false);

    /** The parts of a {@link Timing}, each with its setting. */
    static final List<Part> PARTS = List.of(
            new Part(HEARTBEAT, Timing::heartbeat, Timing.Builder::heartbeat),
            new Part(SUSPECT, Timing::suspect, Timing.Builder::suspect),
            new Part(DEAD, Timing::dead, Timing.Builder::dead),
            new Part(time("aggregation", false), Timing::aggregation, Timing.Builder::aggregation),
            new Part(time("handshake.timeout", true), Timing::handshake, Timing.Builder::handshake),
            new Part(RETRY_MIN, Timing::retryMin, Timing.Builder::retryMin),
            new Part(RETRY_MAX, Timing::retryMax, Timing.Builder::retryMax),
            new Part(STARTUP, Timing::startup, Timing.Builder::startup),
            new Part(TIMEOUT, Timing::collective, Timing.Builder::collective),
            new Part(DRAIN_MARGIN, Timing::drainMargin, Timing.Builder::drainMargin),
            new Part(time("master.lease", true), Timing::masterLease, Timing.Builder::masterLease),
            new Part(time("term.grace", false), Timing::termGrace, Timing.Builder::termGrace),
            new Part(time("waiting.warn", true), Timing::waitingWarn, Timing.Builder::waitingWarn));

    /** The settings of all parts. */
    static final List<Setting<Duration>> ALL = PARTS.stream().map(Part::setting).toList();

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
     * Resolves the times in this order of precedence: single times from code, a {@link Timing} from code, single times
     * from properties and environment, the profile.
     */
    static Timing compose(Resolution settings) {
        Timing whole = settings.get(Settings.TIMING);
        Timing base = whole == null ? settings.get(Settings.PROFILE).timing() : whole;
        Timing.Builder times = base.toBuilder();
        PARTS.forEach(part ->
                part.set().apply(times, one(settings, part.setting(), part.get().apply(base), whole != null)));
        boolean isSet = base.isDrainMarginSet() || counts(settings, DRAIN_MARGIN, whole != null);
        return times.drainMargin(times.build().drainMargin(), isSet).build();
    }

    /** Returns whether a single time counts beside a {@link Timing} from code. */
    private static boolean counts(Resolution settings, Setting<Duration> setting, boolean whole) {
        return settings.get(setting) != null && (!whole || settings.source(setting) == Source.CODE);
    }

    private static Duration one(Resolution settings, Setting<Duration> setting, Duration base, boolean whole) {
        Duration alone = settings.get(setting);
        if (counts(settings, setting, whole)) {
            boolean isLonger = settings.source(setting) == Source.LAUNCH && base != null && base.compareTo(alone) > 0;
            return isLonger ? base : alone;
        }
        String objection = base == null ? "no time may be null" : setting.objection(base);
        if (objection != null) {
            settings.problem(Settings.TIMING, setting.name() + " is " + base + "; " + objection);
        }
        return base;
    }

    /** A setting and the time that it sets. */
    record Part(
            Setting<Duration> setting,
            Function<Timing, Duration> get,
            BiFunction<Timing.Builder, Duration, Timing.Builder> set) {}
}
