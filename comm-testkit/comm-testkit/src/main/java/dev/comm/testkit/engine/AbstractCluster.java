package dev.comm.testkit.engine;

import dev.comm.api.CommConfig;
import dev.comm.api.CommProgram;
import dev.comm.api.Profile;
import dev.comm.api.work.Handlers;
import dev.comm.testkit.Cluster;
import dev.comm.testkit.Ending;
import dev.comm.testkit.Engine;
import dev.comm.testkit.MasterProgram;
import dev.comm.testkit.MayThrow;
import dev.comm.testkit.Member;
import dev.comm.testkit.MissingCapability;
import dev.comm.testkit.Run;
import dev.comm.testkit.RunReports;
import dev.comm.testkit.fault.Fault;
import dev.comm.testkit.fault.FaultKind;
import dev.comm.testkit.fault.FaultMix;
import dev.comm.testkit.fault.FaultPlan;
import dev.comm.testkit.fault.Step;
import dev.comm.testkit.fault.Trigger;
import dev.comm.testkit.history.History;
import dev.comm.testkit.history.Occurrence;
import dev.comm.testkit.history.recording.Recorder;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apiguardian.api.API;

/**
 * The part of a cluster that is the same on all engines, which is the declarations of a scenario before the run.
 * Engines extend this class.
 *
 * @param <C> the own type of the engine
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public abstract class AbstractCluster<C extends Cluster> implements Cluster {
    private final int size;
    private final Replay replay;
    private final RandomStreams streams;
    private final SplittableRandom workload;
    private final SplittableRandom faults;
    private final Map<Integer, Body> bodies = new LinkedHashMap<>();
    private final List<Consumer<Occurrence>> listeners = new ArrayList<>();
    private final Set<Integer> absent = new TreeSet<>();
    private final List<MayThrow> mayThrow = new ArrayList<>();
    private final PlannedByTest planned = new PlannedByTest();
    private final Serializers serializers = new Serializers();
    private final Claims claims = new Claims();
    private final RunReports reports = new RunReports();
    private final FaultRunner runner = new FaultRunner(this);
    private UnaryOperator<CommConfig.Builder> configure = builder -> builder;
    private Duration limit;
    private FaultPlan given;
    private Recorder recorder;
    private FaultPlan replaceable = FaultPlan.NONE;
    private boolean serving;
    private int chaos;

    /** Creates a cluster that has not started. */
    protected AbstractCluster(int nodes, Replay replay) {
        this.size = nodes + 1;
        this.replay = replay;
        this.streams = new RandomStreams(replay.seed());
        this.workload = streams.of("workload");
        this.faults = streams.of("faults");
        this.given = replay.plan().orElse(null);
    }

    /** Returns this object with its own type. */
    protected abstract C self();

    @Override
    public final long seed() {
        return replay.seed();
    }

    @Override
    public final int size() {
        return size;
    }

    @Override
    public final SplittableRandom workload() {
        return workload;
    }

    @Override
    public final SplittableRandom faults() {
        return faults;
    }

    @Override
    public final C configure(UnaryOperator<CommConfig.Builder> changes) {
        configure = changes;
        return self();
    }

    /**
     * Returns the same rank, if the cluster has it.
     *
     * @throws IllegalArgumentException if the cluster has no such rank
     */
    protected final int checkRank(int rank) {
        if (rank < 0 || rank >= size) {
            throw new IllegalArgumentException(
                    "use a rank from 0 (the master) to " + (size - 1) + ": this cluster has no rank " + rank);
        }
        return rank;
    }

    @Override
    public Member node(int rank) {
        if (rank == 0) {
            throw new IllegalArgumentException(
                    "use cluster.master() for rank 0: nodes have ranks from 1 to " + (size - 1));
        }
        return member(rank);
    }

    @Override
    public final C program(CommProgram program) {
        requireNoProgram();
        for (int rank = 0; rank < size; rank++) {
            program(rank, program);
        }
        return self();
    }

    @Override
    public final C program(int rank, CommProgram program) {
        bodies.put(checkRank(rank), new Body.EveryRank(program));
        return self();
    }

    /** Requires that no program is declared yet, because one program for all ranks would replace it. */
    private void requireNoProgram() {
        if (!bodies.isEmpty()) {
            throw new IllegalStateException("say what all ranks do once and first, then the exceptions by"
                    + " program(rank, …): ranks " + bodies.keySet() + " have a program already");
        }
    }

    @Override
    public final C serve(Handlers handlers, MasterProgram program) {
        requireNoProgram();
        serving = true;
        for (int rank = 0; rank < size; rank++) {
            bodies.put(rank, rank == 0 ? new Body.Master(program) : new Body.Serving(handlers));
        }
        return self();
    }

    @Override
    public final C absent(int rank) {
        absent.add(checkRank(rank));
        return self();
    }

    @Override
    public final C limit(Duration time) {
        limit = time;
        return self();
    }

    @Override
    public final C listen(Consumer<Occurrence> listener) {
        listeners.add(listener);
        return self();
    }

    @Override
    public final C always(String property, BooleanSupplier holds) {
        claims.always(property, holds);
        return self();
    }

    @Override
    public final C sometimes(String property, BooleanSupplier held) {
        claims.sometimes(property, held);
        return self();
    }

    @Override
    public final C mayThrow(Class<? extends Throwable> type) {
        return mayThrow(MayThrow.ANY, type);
    }

    @Override
    public final C mayThrow(int rank, Class<? extends Throwable> type) {
        mayThrow.add(new MayThrow(rank == MayThrow.ANY ? rank : checkRank(rank), type));
        return self();
    }

    @Override
    public void report(int rank, String key, Object value) {
        reports.add(rank, key, value);
    }

    /** Each chaos has a random stream of its own, so that a plan from outside shifts no other draw. */
    @Override
    public final C chaos(FaultMix mix, Duration until) {
        FaultMix possible = mix.isLenient() ? mix.only(kind -> can(Needs.of(kind))) : mix;
        FaultPlan drawn = possible.draw(streams.of("chaos[" + chaos++ + "]"), size, until);
        possible.onNodes().keySet().forEach(this::require);
        possible.onMaster().keySet().forEach(this::require);
        replaceable(replay.plan().isEmpty() ? drawn : takeGiven());
        planned.byKit(() -> at(until, this::settle));
        return self();
    }

    @Override
    public final C plan(FaultPlan plan) {
        plan.faults().forEach(each -> require(each.fault().kind()));
        planned.byKit(() -> runner.add(plan));
        return self();
    }

    private void require(FaultKind kind) {
        if (!can(Needs.of(kind))) {
            throw new MissingCapability(Needs.of(kind), engine(), "so no " + kind + " can be planned");
        }
    }

    private void settle() {
        runner.settle();
        recorder.add(new Occurrence.Settled(now().toNanos()));
    }

    private void replaceable(FaultPlan plan) {
        replaceable = replaceable.and(plan);
        planned.byKit(() -> runner.add(plan));
    }

    private FaultPlan takeGiven() {
        FaultPlan taken = given == null ? FaultPlan.NONE : given;
        given = null;
        return taken;
    }

    // The methods for engines.

    /** Returns the values for this run from outside. */
    protected final Replay replay() {
        return replay;
    }

    /** Returns the random streams of the seed. */
    protected final RandomStreams streams() {
        return streams;
    }

    /** Returns the program of a rank. */
    protected final Body body(int rank) {
        return bodies.getOrDefault(rank, new Body.EveryRank(comm -> {}));
    }

    /** Returns the name of the role of a rank. */
    protected final String role(int rank) {
        if (rank > 0) {
            return "node";
        }
        return serving ? "master-node" : "master";
    }

    /** Returns the ranks that are not started at first. */
    protected final Set<Integer> absent() {
        return absent;
    }

    /** Returns the time that the programs may take. */
    protected final Duration limit() {
        Duration said = limit == null ? usualLimit() : limit;
        return replay.limit().filter(most -> most.compareTo(said) < 0).orElse(said);
    }

    /** Returns the time that the programs may take if the test sets no limit. */
    protected Duration usualLimit() {
        return Duration.ofMinutes(30);
    }

    /** Returns the settings of a rank. */
    protected final CommConfig config(int rank, InetSocketAddress master) {
        return config(rank, builder -> builder.bind(master).masters(List.of(master)));
    }

    /**
     * Returns the settings of a rank.
     *
     * @param engine the settings that the engine adds to the default ones; the changes of the scenario follow
     */
    protected final CommConfig config(int rank, UnaryOperator<CommConfig.Builder> engine) {
        CommConfig.Builder builder = CommConfig.builder()
                .profile(Profile.FAST)
                .rank(rank)
                .endOrphan(false); // members share the JVM of the test
        return serializers.into(configure.apply(engine.apply(serving ? builder : builder.size(size))));
    }

    /** Returns the settings that the checks of a history need. */
    protected final History.Terms terms(CommConfig config) {
        return History.Terms.of(config, serving);
    }

    /** Connects listeners and plans with the history. Call this method once, after all declarations. */
    protected final void begin(Recorder writer) {
        if (recorder != null) {
            throw new IllegalStateException("use a new cluster for each run: this one has run already");
        }
        if (bodies.isEmpty()) {
            throw new IllegalStateException("say what the members do before cluster.run(), by cluster.program(…) or"
                    + " cluster.serve(…): no rank has a program");
        }
        recorder = writer;
        replaceable(takeGiven());
        replay.frames().ifPresent(writer::frames);
        writer.listen(runner::see);
        listeners.forEach(writer::listen);
    }

    /**
     * Returns an action for a time. If the test plans it before the run, the run records whether the action happened.
     */
    protected final Runnable plannedAt(Duration time, Runnable action) {
        return planned("the time " + time.toMillis() + " ms", action);
    }

    /**
     * Returns an action for a step. If the test plans it before the run, the run records whether the action happened.
     */
    protected final Runnable plannedAt(int rank, Step step, int occurrence, Runnable action) {
        return planned("step " + rank + " " + step + (occurrence == 1 ? "" : " #" + occurrence), action);
    }

    private Runnable planned(String when, Runnable action) {
        return recorder == null ? planned.of(when, action) : action;
    }

    /**
     * Requires that the run is not over, because no action is possible after it.
     *
     * @throws IllegalStateException if the run is over
     */
    protected final void requireNotOver() {
        planned.requireNotOver();
    }

    /** Causes a fault now, by the methods that tests use, too. */
    protected final void strike(Fault fault) {
        new FaultActions(this).strike(fault);
    }

    /** Evaluates the properties that hold always or sometimes. Call this method after each new entry. */
    protected final void look(long event) {
        if (!claims.isEmpty()) {
            claims.look(now(), event);
        }
    }

    /** Creates the run that is over, and gives it to the watcher. */
    protected final Run over(Run.Facts facts, History history, List<Ending> endings, List<Trigger.AtStep> steps) {
        Run.Course course = new Run.Course(
                runner.plan(),
                replaceable,
                runner.struck(),
                steps,
                claims.held(),
                claims.breaches(),
                List.copyOf(mayThrow),
                !absent.isEmpty(),
                planned.times(),
                engine() == Engine.PROCESS && bodies.values().stream().anyMatch(CapturedState::isEmpty));
        planned.runIsOver();
        Run run = new Run(facts, history, endings, course, reports);
        replay.watcher().accept(run);
        return run;
    }
}
