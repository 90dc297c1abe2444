package dev.comm.testkit;

import dev.comm.api.Departure;
import dev.comm.api.Verdict;
import dev.comm.api.error.CommException;
import dev.comm.api.protocol.CollectiveCommand.Decision;
import dev.comm.api.protocol.CollectiveCommand.Outcome;
import dev.comm.testkit.fault.FaultPlan;
import dev.comm.testkit.fault.PlannedFault;
import dev.comm.testkit.fault.Trigger;
import dev.comm.testkit.history.History;
import dev.comm.testkit.history.HungHandlers;
import dev.comm.testkit.history.Instance;
import dev.comm.testkit.history.Occurrence;
import dev.comm.testkit.history.check.HistoryChecker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apiguardian.api.API;

/** A run that is over. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Run {
    private static final int SHOWN_MAX = 60;

    private final Facts facts;
    private final History history;
    private final List<Ending> endings;
    private final Course course;
    private final RunReports reports;

    /** Creates a run from the records of an engine. */
    public Run(Facts facts, History history, List<Ending> endings, Course course, RunReports reports) {
        this.facts = facts;
        this.history = history;
        this.endings = List.copyOf(endings);
        this.course = course;
        this.reports = reports;
    }

    /**
     * The facts of a run.
     *
     * @param engine the engine
     * @param seed the seed
     * @param duration the duration, in the time of the engine
     * @param events the number of events that the engine handled
     * @param trace the trace of the whole run, if it is repeatable; else null
     * @param strain the measurements that show that the machine was starved; empty if none shows it
     */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public record Facts(Engine engine, long seed, Duration duration, long events, Trace trace, String strain) {}

    /**
     * The planned faults and their outcomes.
     *
     * @param plan all faults that were planned as data
     * @param replaceable the planned faults that a replay may replace, which were drawn by chaos or given from outside
     * @param struck the planned faults that happened, in this order
     * @param steps the steps of the protocol, if the test requested them
     * @param sometimes the number of times that each property of {@link Cluster#sometimes} held
     * @param broken properties that did not always hold
     * @param mayThrow the exceptions that programs may end with although no fault explains them
     * @param incomplete whether a rank was not started at first
     * @param planned the number of times that each action that the test planned happened, by the time or step of the
     *     action
     * @param unfilled whether a program in a process of its own captured an object that is still empty in the test
     */
    public record Course(
            FaultPlan plan,
            FaultPlan replaceable,
            List<PlannedFault> struck,
            List<Trigger.AtStep> steps,
            Map<String, Long> sometimes,
            List<String> broken,
            List<MayThrow> mayThrow,
            boolean incomplete,
            Map<String, Long> planned,
            boolean unfilled) {}

    /** Returns the engine of the run. */
    public Engine engine() {
        return facts.engine;
    }

    /** Returns the seed. */
    public long seed() {
        return facts.seed;
    }

    /** Returns the time that passed, which is virtual time in a simulation. */
    public Duration duration() {
        return facts.duration;
    }

    /** Returns the number of events that the engine handled. */
    public long events() {
        return facts.events;
    }

    /** Returns the history with everything that happened. */
    public History history() {
        return history;
    }

    /**
     * Returns the trace of the whole run, or null if the engine cannot repeat runs. Two runs of one seed have the same
     * trace.
     */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public Trace trace() {
        return facts.trace;
    }

    /**
     * Returns a sentence about the machine if it was starved during the run, or an empty text. Late threads of a
     * starved machine can break the promises about time.
     */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public String strain() {
        return facts.strain.isEmpty()
                ? ""
                : "give the run a quieter machine, or more time by cluster.limit(…): the machine was starved, so late"
                        + " threads rather than Comm may be the cause: " + facts.strain;
    }

    /** Returns all faults that were planned as data, by chaos or from outside. */
    public FaultPlan plan() {
        return course.plan;
    }

    /**
     * Returns the faults that chaos drew, or the faults that replaced them. A replay with these faults makes the same
     * run.
     */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public FaultPlan chaos() {
        return course.replaceable;
    }

    /** Returns the planned faults that happened, in the order in which they happened. */
    public List<PlannedFault> struck() {
        return course.struck;
    }

    /**
     * Returns the steps of the protocol in their order, if the test requested them. Each step can be the trigger of a
     * fault.
     */
    public List<Trigger.AtStep> steps() {
        return course.steps;
    }

    /** Returns for each property of {@link Cluster#sometimes} the number of times that it held. */
    public Map<String, Long> sometimes() {
        return course.sometimes;
    }

    /**
     * Returns for each action that the test planned the number of times that it happened. The key is the time or step
     * of the action.
     */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public Map<String, Long> planned() {
        return course.planned;
    }

    /**
     * Returns for each permission of {@link Cluster#mayThrow} the number of programs that ended so. The key is the call
     * that gave the permission. If the run had faults, exceptions of Comm are omitted, because they may be rare
     * effects.
     */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public Map<String, Long> allowed() {
        boolean faults = !history.of(Occurrence.Fault.class).isEmpty();
        Map<String, Long> allowed = new LinkedHashMap<>();
        course.mayThrow.stream()
                .filter(each -> !faults || !CommException.class.isAssignableFrom(each.type()))
                .forEach(each -> allowed.put(
                        each.toString(), endings.stream().filter(each::allows).count()));
        return allowed;
    }

    /**
     * Returns whether a program captured an object that is still empty in the test, because the program ran in a
     * process of its own with a copy.
     */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public boolean isUnfilled() {
        return course.unfilled;
    }

    /** Returns how each program ended, in the order in which the programs were started. */
    public List<Ending> endings() {
        return endings;
    }

    /** Returns how the last program of a rank ended. */
    public Ending ending(int rank) {
        return endings.stream()
                .filter(each -> each.rank() == rank)
                .reduce((first, second) -> second)
                .orElseThrow(() -> new IllegalArgumentException("no program ran as rank " + rank));
    }

    /** Returns the reports of a rank under a key, in their order; see {@link Cluster#report}. */
    public List<Object> reports(int rank, String key) {
        return reports.of(rank, key);
    }

    /**
     * Returns the last report of a rank under a key.
     *
     * @throws AssertionError if the rank reported no value, or a value of another type
     */
    public <T> T report(int rank, String key, Class<T> type) {
        return reports.last(rank, key, type);
    }

    /** Returns the last successful verdict, which all calls with a verdict share (B1). */
    public Verdict agreedVerdict() {
        return history.of(Occurrence.Decided.class).stream()
                .map(Occurrence.Decided::decision)
                .filter(decision -> decision.outcome() == Outcome.SUCCESS)
                .reduce((first, second) -> second)
                .map(Run::verdict)
                .orElseThrow(() -> new AssertionError("no instance ended in success; " + replay()));
    }

    private static Verdict verdict(Decision decision) {
        Map<Integer, Departure> departures = new TreeMap<>();
        decision.departures().forEach(departure -> departures.put(departure.rank(), departure));
        TreeSet<Integer> joined = new TreeSet<>();
        decision.joined().forEach(member -> joined.add(member.rank()));
        return new Verdict(
                decision.epoch(), decision.sequence(), decision.survivors(), departures, joined, decision.slowest());
    }

    /**
     * Counts the instances in which a fault happened between the first arrival and the decision, and all decided
     * instances.
     */
    public Pressure pressure() {
        int hit = 0;
        int decided = 0;
        for (Instance instance : history.instances()) {
            if (history.decided(instance).isPresent()) {
                decided++;
                hit += isHit(instance) ? 1 : 0;
            }
        }
        return new Pressure(hit, decided);
    }

    private boolean isHit(Instance instance) {
        List<Occurrence.Arrived> arrivals = history.arrivals(instance);
        if (arrivals.isEmpty()) {
            return false;
        }
        int from = history.position(arrivals.get(0));
        int to = history.decided(instance).map(history::position).orElse(from);
        return history.all().subList(from, Math.max(from, to)).stream().anyMatch(Occurrence.Fault.class::isInstance);
    }

    /**
     * The pressure that the faults of a run put on its instances.
     *
     * @param hit the number of instances with a fault between the first arrival and the decision
     * @param decided the number of all decided instances
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public record Pressure(int hit, int decided) {}

    /** Returns every broken promise, or an empty list if all promises were kept. */
    public List<String> breaches() {
        List<String> found = new ArrayList<>(HistoryChecker.breaches(history));
        found.addAll(course.broken);
        for (Ending ending : endings) {
            if (ending.kind() == Ending.Kind.OPEN && history.isSettled() && !isStopped(ending) && !hangs(ending)) {
                found.add("B6: the program of rank " + ending.rank() + " never ended");
            }
        }
        return found;
    }

    private boolean isStopped(Ending ending) {
        return history.of(Occurrence.Fault.class).stream()
                .anyMatch(fault -> fault.process() == ending.rank()
                        && (fault.kind() == Occurrence.Fault.Kind.FREEZE
                                || fault.kind() == Occurrence.Fault.Kind.VANISH));
    }

    /** Returns whether a handler that ignores interrupts keeps the program's thread. */
    private boolean hangs(Ending ending) {
        return history.of(Occurrence.Joined.class).stream()
                .filter(joined -> joined.life().rank() == ending.rank())
                .anyMatch(joined -> HungHandlers.isThere(history, joined.life().process()));
    }

    /**
     * Checks that all promises were kept, and that no program ended with an error that no fault explains.
     *
     * @throws AssertionError if a promise was broken; the message names the seed, the broken promise, and the events
     * @throws ProgramFailure if a program threw an error that no fault explains and {@link Cluster#mayThrow} does not
     *     allow
     */
    public void check() {
        List<String> found = breaches();
        ProgramEnds ends = new ProgramEnds(history, endings, course);
        if (!found.isEmpty()) {
            found.addAll(ends.lines());
            throw new AssertionError(report(found), ends.cause().orElse(null));
        }
        ends.failure(replay()).ifPresent(failure -> {
            throw failure;
        });
    }

    private String report(List<String> found) {
        StringBuilder text = new StringBuilder(strain().isEmpty() ? "" : strain() + "\n");
        text.append("seed 0x" + Long.toHexString(facts.seed) + ": ");
        text.append(found.size())
                .append(" broken promise(s) after ")
                .append(facts.duration.toMillis())
                .append(" ms\n");
        found.stream().limit(10).forEach(each -> text.append("  ").append(each).append('\n'));
        text.append("  ").append(replay()).append('\n');
        endings.forEach(each -> text.append("  ").append(each).append('\n'));
        List<Occurrence> all = history.all();
        for (Occurrence each : all.subList(Math.max(0, all.size() - SHOWN_MAX), all.size())) {
            text.append("    ").append(each).append('\n');
        }
        return text.toString();
    }

    private String replay() {
        return "replay: -Dcomm.seed=0x" + Long.toHexString(facts.seed);
    }
}
