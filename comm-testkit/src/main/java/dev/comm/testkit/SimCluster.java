package dev.comm.testkit;

import dev.comm.api.CommConfig;
import dev.comm.api.CommProgram;
import dev.comm.api.DeadlinePolicy;
import dev.comm.api.Handlers;
import dev.comm.api.Profile;
import dev.comm.api.Timing;
import dev.comm.api.machine.Machine;
import dev.comm.api.spi.RoleProvider;
import dev.comm.testkit.history.History;
import dev.comm.testkit.history.Occurrence;
import dev.comm.testkit.history.Recorder;
import dev.comm.testkit.sim.Conditions;
import dev.comm.testkit.sim.SimNetwork;
import dev.comm.testkit.sim.SimProcess;
import dev.comm.testkit.sim.Simulation;
import dev.comm.testkit.sim.Trace;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apiguardian.api.API;

/**
 * A master and its nodes in one JVM, over a simulated network, in virtual time: the real protocol and real programs,
 * repeatable from a seed.
 *
 * <p>Say what the members do and what goes wrong, then {@link #run}. Programs may wait only in Comm's own calls and in
 * {@link #pause}. To be used by one thread, for one run.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class SimCluster {
    private static final InetSocketAddress ADDRESS = new InetSocketAddress(InetAddress.getLoopbackAddress(), 4711);
    private static final Duration START_SPREAD = Duration.ofMillis(20);

    private final Simulation simulation;
    private final SimNetwork network;
    private final List<SimMember> members = new ArrayList<>();
    private final List<ProgramActor> launched = new ArrayList<>();
    private final Map<Integer, ProgramActor.Body> bodies = new LinkedHashMap<>();
    private final List<Consumer<Occurrence>> listeners = new ArrayList<>();
    private final Set<Integer> absent = new TreeSet<>();
    private final Steps steps = new Steps();
    private final SplittableRandom workload;
    private final SplittableRandom faults;
    private UnaryOperator<CommConfig.Builder> configure = builder -> builder;
    private BiFunction<Integer, Machine, Machine> mutation = (process, machine) -> machine;
    private Duration limit = Duration.ofMinutes(30);
    private Recorder recorder;
    private boolean serving;
    private int thawsDue;

    /**
     * A cluster that has not started.
     *
     * @param nodes number of nodes beside the master
     * @param seed decides everything that is left to chance
     */
    public SimCluster(int nodes, long seed) {
        this(nodes, seed, new Trace(false));
    }

    SimCluster(int nodes, long seed, Trace trace) {
        this.simulation = new Simulation(seed, trace);
        this.network = simulation.network();
        this.workload = simulation.streams().of("workload");
        this.faults = simulation.streams().of("faults");
        for (int rank = 0; rank <= nodes; rank++) {
            members.add(new SimMember(this, rank, newProcess(rank)));
        }
    }

    /** The seed. */
    public long seed() {
        return simulation.streams().seed();
    }

    /** Number of ranks, the master included. */
    public int size() {
        return members.size();
    }

    /** The master. */
    public SimMember master() {
        return members.get(0);
    }

    /** A node, by its rank from 1. */
    public SimMember node(int rank) {
        return members.get(rank);
    }

    /** Random numbers for what programs do: to be drawn before the run or by one program only. */
    public SplittableRandom workload() {
        return workload;
    }

    /** Random numbers for what goes wrong. */
    public SplittableRandom faults() {
        return faults;
    }

    /** Changes the settings of all members; the profile is {@link Profile#FAST} otherwise. */
    public SimCluster configure(UnaryOperator<CommConfig.Builder> changes) {
        configure = changes;
        return this;
    }

    /** How the network behaves. */
    public SimCluster network(Conditions conditions) {
        network.conditions(conditions);
        return this;
    }

    /** Every member runs this program. */
    public SimCluster program(CommProgram program) {
        members.forEach(member -> program(member.rank(), program));
        return this;
    }

    /** One member runs this program. */
    public SimCluster program(int rank, CommProgram program) {
        bodies.put(rank, ProgramActor.everyRank(program));
        return this;
    }

    /** The nodes serve requests, the master runs this program. */
    public SimCluster serve(Handlers handlers, MasterProgram program) {
        serving = true;
        members.forEach(member -> bodies.put(
                member.rank(), member.rank() == 0 ? ProgramActor.master(program) : ProgramActor.serving(handlers)));
        return this;
    }

    /** For tests of the testkit: puts something wrong into machines, by number of their process. */
    SimCluster mutate(BiFunction<Integer, Machine, Machine> change) {
        mutation = change;
        return this;
    }

    /** This node is not started at first; {@link SimMember#restart} can do it later. */
    public SimCluster absent(int rank) {
        absent.add(rank);
        return this;
    }

    /** Plans a stranger that connects to the master, sends these bytes and says nothing more. */
    public SimCluster stranger(Duration time, byte[] bytes) {
        SimProcess stranger = simulation.process("stranger");
        return at(time, () -> Stranger.connect(stranger, ADDRESS, bytes));
    }

    /** How much virtual time the programs may take; then the run ends, and calls that are still open break B6. */
    public SimCluster limit(Duration virtual) {
        limit = virtual;
        return this;
    }

    /** Tells somebody what happens, as it happens; what it does then must not wait. */
    public SimCluster listen(Consumer<Occurrence> listener) {
        listeners.add(listener);
        return this;
    }

    /** Plans an action for a virtual time, counted from the start. */
    public SimCluster at(Duration time, Runnable action) {
        simulation.at(time.toNanos(), action);
        return this;
    }

    /** Plans an action for a while from now; for use in planned actions. */
    public void after(Duration delay, Runnable action) {
        simulation.at(simulation.now() + delay.toNanos(), action);
    }

    /** Everything flows again without delays. */
    public void heal() {
        network.heal();
    }

    /** Virtual time since the start. */
    public Duration now() {
        return Duration.ofNanos(simulation.now());
    }

    /** Lets virtual time pass; for use in programs, in place of {@code Thread.sleep}. */
    public static void pause(Duration length) {
        SimProcess.pause(length.toNanos());
    }

    /**
     * Waits in virtual time until a stage is complete; for use in programs, in place of {@code join}.
     *
     * @return the stage's value
     * @throws CompletionException with the stage's error, or with a {@link TimeoutException} if it is not complete in
     *     time
     */
    public static <T> T await(CompletionStage<T> stage, Duration timeout) {
        CompletableFuture<T> future = stage.toCompletableFuture();
        SimProcess.await(future, timeout.toNanos());
        if (!future.isDone()) {
            throw new CompletionException(new TimeoutException("the stage is not complete after " + timeout));
        }
        return future.join();
    }

    /**
     * Runs all programs to their end and checks what happened.
     *
     * @throws AssertionError with the seed, if a promise was broken
     */
    public Run run() {
        Run run = runUnchecked();
        run.check();
        return run;
    }

    /** Runs all programs to their end without looking whether promises were kept. */
    public Run runUnchecked() {
        CommConfig sample = config(0);
        History history = new History(terms(sample));
        recorder = new Recorder(history, simulation::now);
        listeners.forEach(recorder::listen);
        simulation.watch(new ClusterWatcher(recorder, steps, mutation));
        try {
            for (SimMember member : members) {
                long delay = member.rank() == 0 ? 0 : workload.nextLong(START_SPREAD.toNanos());
                if (!absent.contains(member.rank())) {
                    simulation.at(delay, () -> launch(member));
                }
            }
            simulation.run(limit.toNanos(), this::isOver);
            history.settled();
            List<Ending> endings = launched.stream().map(ProgramActor::ending).toList();
            return new Run(simulation, history, endings);
        } finally {
            simulation.close();
        }
    }

    private boolean isOver() {
        return launched.size() >= members.size() - absent.size()
                && launched.stream().allMatch(ProgramActor::isOver)
                && thawsDue == 0;
    }

    /** A process that will go on at some time has to be waited for. */
    void thawDue(int change) {
        thawsDue += change;
    }

    private static History.Terms terms(CommConfig config) {
        Timing timing = config.timing();
        return new History.Terms(
                config.minSurvivors(),
                config.onDeadline() == DeadlinePolicy.EXCLUDE,
                timing.heartbeat().toNanos(),
                timing.dead().toNanos(),
                timing.aggregation().toNanos());
    }

    private CommConfig config(int rank) {
        CommConfig.Builder builder = CommConfig.builder()
                .profile(Profile.FAST)
                .rank(rank)
                .bind(ADDRESS)
                .masters(List.of(ADDRESS))
                .providers(List.of(PlainSerializer.PROVIDER));
        return configure.apply(serving ? builder : builder.size(size())).build();
    }

    SimProcess newProcess(int rank) {
        return simulation.process(rank == 0 ? "master" : "node-" + rank);
    }

    void launch(SimMember member) {
        CommConfig config = config(member.rank());
        RoleProvider provider = Roles.find(roleOf(member.rank()), config);
        ProgramActor actor = new ProgramActor(member.rank(), member.process(), provider, config);
        launched.add(actor);
        member.runs(actor);
        actor.start(bodies.getOrDefault(member.rank(), ProgramActor.everyRank(comm -> {})));
    }

    private String roleOf(int rank) {
        if (rank > 0) {
            return "node";
        }
        return serving ? "master-node" : "master";
    }

    void note(Occurrence.Fault.Kind kind, SimProcess process) {
        recorder.fault(kind, process.number());
    }

    /** Where the run's history is written; during the run only. */
    Recorder recorder() {
        return recorder;
    }

    SimNetwork network() {
        return network;
    }

    Steps steps() {
        return steps;
    }
}
