package dev.comm.testkit.campaign;

import dev.comm.api.error.ConfigException;
import dev.comm.testkit.Engine;
import dev.comm.testkit.fault.FaultPlan;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/**
 * The settings of a campaign from outside, by name. A value comes from the test framework (JUnit's configuration
 * parameters), else from a system property, else from an environment variable.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class CampaignSettings {
    private static final Pattern TIME = Pattern.compile("(\\d+)(ms|s|m|h|d|)");

    private final UnaryOperator<String> first;

    /** Creates settings with a first source, which returns null for an unknown name. */
    public CampaignSettings(UnaryOperator<String> first) {
        this.first = first;
    }

    /** Returns settings from properties and variables only. */
    static CampaignSettings ofProcess() {
        return new CampaignSettings(name -> null);
    }

    /** Returns the one seed to replay. */
    OptionalLong seed() {
        return get("comm.seed", CampaignSettings::number, "a number like 0x5f1c")
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
    }

    /** Returns the number of nodes of the replayed run, in place of the number in the test. */
    Optional<Integer> nodes() {
        return get("comm.nodes", CampaignSettings::positive, "a number of nodes, at least 1");
    }

    /** Returns the faults of the replayed run, in place of drawn faults. */
    Optional<FaultPlan> plan() {
        return get("comm.plan", FaultPlan::parse, "faults as a report writes them");
    }

    /** The number of seeds, in place of the number in the test. */
    Optional<Integer> seeds() {
        return get("comm.seeds", CampaignSettings::positive, "a number of seeds like 200");
    }

    /** Returns whether each execution of the tests takes new seeds. */
    boolean isRandomBase() {
        return get("comm.seedBase", Base::of, "fixed or random").orElse(Base.FIXED) == Base.RANDOM;
    }

    /** Returns the real time that a campaign may take. */
    Optional<Duration> budget() {
        return get("comm.time.budget", CampaignSettings::time, "a time like 30s or 5m");
    }

    /** Returns the engines that replace the engines in the test. */
    public Optional<List<Engine>> engines() {
        return get("comm.engine", CampaignSettings::engines, "names of engines like SIM,LOOPBACK");
    }

    private static List<Engine> engines(String text) {
        return Arrays.stream(text.toUpperCase(Locale.ROOT).split(","))
                .map(String::trim)
                .map(Engine::valueOf)
                .toList();
    }

    boolean shrinks() {
        return get("comm.shrink", CampaignSettings::yes, "true or false").orElse(true);
    }

    /** Returns the share of the runs that are played twice. */
    double determinism() {
        return get("comm.determinism", CampaignSettings::share, "a share from 0 to 1 like 0.05")
                .orElse(0.05);
    }

    /** Returns the longest virtual time of a run. */
    Optional<Duration> maxVirtual() {
        return get("comm.sim.maxVirtual", CampaignSettings::positiveTime, "a time like 1h");
    }

    /** Returns the largest number of events of a run. */
    Optional<Long> maxEvents() {
        return get("comm.sim.maxEvents", CampaignSettings::count, "a number like 5000000 or 5M");
    }

    /** The folder of known bad seeds. */
    Path corpus() {
        return Path.of(text("comm.corpus").orElse("src/test/resources/comm-seeds"));
    }

    /** Whether a failing case is added to the corpus. */
    boolean records() {
        return get("comm.corpus.record", CampaignSettings::yes, "true or false").orElse(false);
    }

    /** Returns the number of runs at the same time. */
    int parallel() {
        return get("comm.parallel", CampaignSettings::positive, "a number, at least 1")
                .orElse(1);
    }

    /** Returns the real time that a test may take. */
    public Optional<Duration> testTimeout() {
        return get("comm.test.timeout", CampaignSettings::positiveTime, "a time like 10m");
    }

    /** Returns the largest number of runs of an exhaustive campaign. */
    int stepsMax() {
        return get("comm.steps.max", CampaignSettings::positive, "a number of runs, at least 1")
                .orElse(20_000);
    }

    /** Returns the folder for the reports of failures. */
    Path reports() {
        return Path.of(text("comm.reports").orElse("target/comm-testkit"));
    }

    private Optional<String> text(String name) {
        String variable = name.toUpperCase(Locale.ROOT).replace('.', '_');
        return Optional.ofNullable(first.apply(name))
                .filter(text -> !text.isBlank())
                .or(() -> Optional.ofNullable(System.getProperty(name)).filter(text -> !text.isBlank()))
                .or(() -> Optional.ofNullable(System.getenv(variable)).filter(text -> !text.isBlank()))
                .map(String::trim);
    }

    private <T> Optional<T> get(String name, Function<String, T> parser, String expected) {
        Optional<String> text = text(name);
        try {
            return text.map(parser);
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            throw new ConfigException(name + " is '" + text.orElse("") + "'; give " + expected, e);
        }
    }

    /** Parses a number, which is hexadecimal after 0x. */
    public static long number(String text) {
        return text.startsWith("0x") ? Long.parseUnsignedLong(text.substring(2), 16) : Long.parseLong(text);
    }

    private static long count(String text) {
        return text.endsWith("M")
                ? Math.multiplyExact(Long.parseLong(text.substring(0, text.length() - 1)), 1_000_000)
                : number(text);
    }

    private static int positive(String text) {
        return check(Integer.parseInt(text), Integer.parseInt(text) >= 1);
    }

    private static double share(String text) {
        double share = Double.parseDouble(text);
        return check(share, share >= 0 && share <= 1);
    }

    private static boolean yes(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "on", "yes" -> true;
            case "false", "off", "no" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }

    /**
     * Parses a time that is more than zero: with a unit, without a unit in milliseconds, or in ISO 8601.
     *
     * @throws IllegalArgumentException if the time is not more than zero
     * @throws DateTimeException if the text is no time
     * @throws ArithmeticException if the time has too many nanoseconds for a long
     */
    public static Duration positiveTime(String text) {
        Duration time = time(text);
        return check(time, !time.isZero() && !time.isNegative());
    }

    private static Duration time(String text) {
        return Duration.ofNanos(anyTime(text).toNanos());
    }

    private static Duration anyTime(String text) {
        Matcher matcher = TIME.matcher(text);
        if (!matcher.matches()) {
            return Duration.parse(text);
        }
        long value = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(value);
            case "m" -> Duration.ofMinutes(value);
            case "h" -> Duration.ofHours(value);
            case "d" -> Duration.ofDays(value);
            default -> Duration.ofMillis(value);
        };
    }

    private static <T> T check(T value, boolean right) {
        if (!right) {
            throw new IllegalArgumentException(value.toString());
        }
        return value;
    }

    /** The base of the seeds. */
    private enum Base {
        FIXED,
        RANDOM;

        static Base of(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }
    }
}
