package dev.comm.testkit.campaign;

import dev.comm.testkit.Engine;
import dev.comm.testkit.Run;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/** The sums over the runs of a campaign. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Totals {
    private final String name;
    private final Engine engine;
    private final Map<String, Integer> sometimes = new LinkedHashMap<>();
    private final Map<String, Declared> planned = new LinkedHashMap<>();
    private final Map<String, Declared> allowed = new LinkedHashMap<>();
    private final Map<String, Integer> skipped = new TreeMap<>();
    private long runs;
    private long corpus;
    private List<String> faultsAtStep = List.of();
    private long steps;
    private long stepCases;
    private long stepCasesPlayed;
    private long repeated;
    private long asked;
    private long instances;
    private long hit;
    private long events;
    private long faults;
    private long virtualNanos;
    private long realNanos;

    Totals(String name, Engine engine) {
        this.name = name;
        this.engine = engine;
    }

    synchronized void add(Run run) {
        runs++;
        Run.Pressure pressure = run.pressure();
        instances += pressure.decided();
        hit += pressure.hit();
        events += run.events();
        faults += run.struck().size();
        virtualNanos += run.duration().toNanos();
        run.sometimes().forEach((property, times) -> sometimes.merge(property, times > 0 ? 1 : 0, Integer::sum));
        addTo(planned, run.planned());
        addTo(allowed, run.allowed());
    }

    private static void addTo(Map<String, Declared> sums, Map<String, Long> times) {
        times.forEach((what, count) -> sums.merge(what, new Declared(1, count > 0 ? 1 : 0), Declared::and));
    }

    synchronized void corpus(long cases) {
        corpus = cases;
    }

    synchronized void addRepeated() {
        repeated++;
    }

    synchronized void addSteps(long count) {
        steps += count;
    }

    /** Notes the pairs of a step and a fault: all of them, those that are played, and the faults at each step. */
    synchronized void stepCases(long count, long played, List<String> faults) {
        stepCases = count;
        stepCasesPlayed = played;
        faultsAtStep = faults;
    }

    /**
     * Returns how the number of runs of an exhaustive campaign comes about, or an empty text for any other campaign.
     */
    synchronized String everyStep() {
        return steps == 0
                ? ""
                : "every step: " + steps + " steps x " + faultsAtStep.size()
                        + (faultsAtStep.size() == 1 ? " fault (" : " faults (")
                        + String.join(", ", faultsAtStep) + ") = " + stepCases + " runs"
                        + (stepCasesPlayed < stepCases ? ", of which comm.steps.max allows " + stepCasesPlayed : "");
    }

    synchronized void addSkipped(String reason) {
        skipped.merge(reason, 1, Integer::sum);
    }

    synchronized void asked(long seeds) {
        asked = seeds;
    }

    synchronized void lasted(long nanos) {
        realNanos = nanos;
    }

    /** Returns the engine of the runs. */
    public Engine engine() {
        return engine;
    }

    /** Returns the number of runs, each with another seed or plan. */
    public synchronized long runs() {
        return runs;
    }

    /** Returns the number of requested runs, which is more than {@link #runs} if the time was over before. */
    public synchronized long asked() {
        return asked;
    }

    /** Returns the number of runs of the corpus. */
    public synchronized long corpus() {
        return corpus;
    }

    /** Returns the number of runs that were played a second time with the same trace. */
    public synchronized long repeated() {
        return repeated;
    }

    /** Returns the number of decided collectives. */
    public synchronized long instances() {
        return instances;
    }

    /** Returns the number of collectives with a fault between the first arrival and the decision. */
    public synchronized long hit() {
        return hit;
    }

    /** Returns the share of the collectives that were hit, 0 to 1. */
    public synchronized double hitShare() {
        return instances == 0 ? 0 : hit / (double) instances;
    }

    /** Returns the number of steps that an exhaustive campaign found, or 0 for any other campaign. */
    public synchronized long steps() {
        return steps;
    }

    /** Returns the number of pairs of a step and a fault. Each pair is a run, unless a bound was reached. */
    public synchronized long stepCases() {
        return stepCases;
    }

    /** Returns the number of events of all runs. */
    public synchronized long events() {
        return events;
    }

    /** Returns the number of planned faults that happened. */
    public synchronized long faults() {
        return faults;
    }

    /** Returns the time of all runs together, which is virtual time in a simulation. */
    public synchronized Duration runTime() {
        return Duration.ofNanos(virtualNanos);
    }

    /** Returns the real time of the campaign. */
    public synchronized Duration realTime() {
        return Duration.ofNanos(realNanos);
    }

    /** Returns for each property of {@link dev.comm.testkit.Cluster#sometimes} the number of runs in which it held. */
    public synchronized Map<String, Integer> sometimes() {
        return new LinkedHashMap<>(sometimes);
    }

    /** Returns the actions that the test planned in every run and that happened in no run. */
    synchronized List<String> plannedInVain() {
        return inVain(planned);
    }

    /** Returns the errors that the test allowed in every run and that happened in no run. */
    synchronized List<String> allowedInVain() {
        return inVain(allowed);
    }

    private List<String> inVain(Map<String, Declared> sums) {
        return sums.entrySet().stream()
                .filter(each -> each.getValue().runs == runs && each.getValue().happened == 0)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The number of runs that declared something, and the number of runs in which it happened. */
    private record Declared(long runs, long happened) {
        Declared and(Declared other) {
            return new Declared(runs + other.runs, happened + other.happened);
        }
    }

    /** Returns for each reason the number of tests that were omitted. */
    public synchronized Map<String, Integer> skipped() {
        return new TreeMap<>(skipped);
    }

    /** Returns the sums on one line for people. */
    @Override
    public synchronized String toString() {
        StringBuilder text = new StringBuilder(name + " " + engine + ": " + runs + " runs");
        text.append(corpus > 0 ? " (" + corpus + " of the corpus)" : "")
                .append(runs < asked ? " of " + asked + " asked for" : "");
        text.append(", " + instances + " instances, " + percent(hitShare()) + " of them hit, ")
                .append(faults + " faults, " + events + " events, " + perSecond() + " runs/s, ")
                .append(repeated + " repeated");
        if (steps > 0) {
            text.append("; ").append(everyStep());
        }
        if (!sometimes.isEmpty()) {
            text.append("; sometimes: ").append(join(sometimes, " in "));
        }
        if (!skipped.isEmpty()) {
            text.append("; not tested: ").append(join(skipped, " x "));
        }
        return text.toString();
    }

    private long perSecond() {
        return runs * 1_000_000_000L / Math.max(1, realNanos);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", share * 100);
    }

    private static String join(Map<String, Integer> counts, String between) {
        return counts.entrySet().stream()
                .map(each -> each.getKey() + between + each.getValue())
                .collect(Collectors.joining(", "));
    }
}
