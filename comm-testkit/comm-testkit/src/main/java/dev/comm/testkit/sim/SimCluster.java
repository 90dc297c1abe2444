package dev.comm.testkit.sim;

import dev.comm.api.CommConfig;
import dev.comm.core.role.RoleProvider;
import dev.comm.testkit.Capability;
import dev.comm.testkit.Engine;
import dev.comm.testkit.Network;
import dev.comm.testkit.ProgramWaiting;
import dev.comm.testkit.Run;
import dev.comm.testkit.Trace;
import dev.comm.testkit.engine.AbstractCluster;
import dev.comm.testkit.engine.Replay;
import dev.comm.testkit.engine.Steps;
import dev.comm.testkit.fault.Step;
import dev.comm.testkit.history.History;
import dev.comm.testkit.history.Occurrence;
import dev.comm.testkit.history.recording.Recorder;
import dev.comm.testkit.sim.network.Conditions;
import dev.comm.testkit.sim.network.SimNetwork;
import dev.comm.testkit.sim.process.SimProcess;
import dev.comm.testkit.sim.process.Simulation;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.apiguardian.api.API;

/**
 * A master and its nodes in one JVM, over a simulated network and in virtual time. They run the real protocol and real
 * programs, and a run can be repeated from its seed.
 *
 * <p>Programs may wait only in calls of Comm and in {@link #pause} and {@link #await}.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class SimCluster extends AbstractCluster<SimCluster> {
    static final InetSocketAddress ADDRESS = new InetSocketAddress(InetAddress.getLoopbackAddress(), 4711);
    private static final Duration START_SPREAD = Duration.ofMillis(20);
    private static final Set<Capability> MISSING = EnumSet.of(Capability.SOCKETS, Capability.EXHAUST_MEMORY);

    private final Simulation simulation;
    private final SimLinks links;
    private final List<SimMember> members = new ArrayList<>();
    private final Map<SimProcess, Integer> ranks = new HashMap<>();
    private final List<ProgramActor> launched = new ArrayList<>();
    private final Steps steps;
    private Recorder recorder;
    private int pending;
    private int recorded;
    private int strangers;

    /**
     * Creates a cluster that has not started.
     *
     * @param nodes the number of nodes beside the master
     * @param seed the number that decides everything that is left to chance
     */
    public SimCluster(int nodes, long seed) {
        this(nodes, Replay.of(seed));
    }

    /** Creates a cluster with values from outside, for campaigns. */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public SimCluster(int nodes, Replay replay) {
        super(nodes, replay);
        this.simulation = new Simulation(replay.seed(), new Trace(replay.isTraced()));
        this.links = new SimLinks(this, SimNetwork.of(simulation));
        this.steps = new Steps(replay.isStepped());
        if (replay.eventsMax() > 0) {
            simulation.limitEvents(replay.eventsMax());
        }
        for (int rank = 0; rank <= nodes; rank++) {
            SimProcess process = simulation.process(rank == 0 ? "master" : "node-" + rank);
            ranks.put(process, rank);
            members.add(new SimMember(this, rank, process));
        }
    }

    @Override
    protected SimCluster self() {
        return this;
    }

    @Override
    public Engine engine() {
        return Engine.SIM;
    }

    @Override
    public boolean can(Capability capability) {
        return !MISSING.contains(capability);
    }

    @Override
    public SimMember master() {
        return members.get(0);
    }

    @Override
    public SimMember node(int rank) {
        return (SimMember) super.node(rank);
    }

    @Override
    public SimMember member(int rank) {
        return members.get(checkRank(rank));
    }

    @Override
    public List<SimMember> nodes() {
        return List.copyOf(members.subList(1, members.size()));
    }

    @Override
    public Network network() {
        return links;
    }

    SimLinks links() {
        return links;
    }

    /** Sets the behaviour of the network without faults. */
    public SimCluster network(Conditions conditions) {
        SimNetwork.of(simulation).conditions(conditions);
        return this;
    }

    @Override
    public SimCluster at(Duration time, Runnable action) {
        plan(time.toNanos(), plannedAt(time, action));
        return this;
    }

    @Override
    public void after(Duration delay, Runnable action) {
        plan(simulation.now() + delay.toNanos(), action);
    }

    private void plan(long nanos, Runnable action) {
        requireNotOver();
        pending++;
        simulation.at(nanos, () -> {
            pending--;
            action.run();
        });
    }

    /** Returns the virtual time since the start. */
    @Override
    public Duration now() {
        return Duration.ofNanos(simulation.now());
    }

    /** Lets virtual time pass. Programs call this method in place of {@code Thread.sleep}. */
    public static void pause(Duration length) {
        SimProcess.pause(length.toNanos());
    }

    /**
     * Waits in virtual time until a stage is complete. Programs call this method in place of {@code join}.
     *
     * @return the value of the stage
     * @throws CompletionException with the stage's error, or with a {@link TimeoutException} if it is not complete in
     *     time
     */
    public static <T> T await(CompletionStage<T> stage, Duration timeout) {
        return ProgramWaiting.await(stage, timeout);
    }

    @Override
    public Run runUnchecked() {
        History history = new History(terms(config(0, ADDRESS)));
        recorder = new Recorder(history, simulation::now);
        begin(recorder);
        simulation.watch(
                new ClusterWatcher(recorder, steps, process -> ranks.getOrDefault(process, -1), replay().mutation()));
        try {
            members.forEach(this::launchSoon);
            simulation.run(limit().toNanos(), () -> isOver(history));
            history.settled();
            return over(
                    facts(),
                    history,
                    launched.stream().map(ProgramActor::ending).toList(),
                    steps.taken());
        } finally {
            simulation.close();
        }
    }

    private void launchSoon(SimMember member) {
        long delay = member.rank() == 0 ? 0 : workload().nextLong(START_SPREAD.toNanos());
        if (!absent().contains(member.rank())) {
            simulation.at(delay, () -> launchUnlessStarted(member));
        }
    }

    /** Starts a member, unless a plan has started it before. */
    private void launchUnlessStarted(SimMember member) {
        if (!member.isStarted()) {
            launch(member);
        }
    }

    private Run.Facts facts() {
        return new Run.Facts(engine(), seed(), now(), simulation.events(), simulation.trace(), "");
    }

    /**
     * Returns whether the run is over, and evaluates the properties if there are new events. Called between two events.
     */
    private boolean isOver(History history) {
        if (history.all().size() > recorded) {
            recorded = history.all().size();
            look(simulation.events());
        }
        return launched.size() >= size() - absent().size() && areAllOver();
    }

    /** Returns whether all programs are over. The method has a loop, because it is called after every event. */
    private boolean areAllOver() {
        for (int i = 0; i < launched.size(); i++) {
            if (!isOver(launched.get(i))) {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns whether a program is over. A stopped process may go on if an action is planned, so its program is not
     * over.
     */
    private boolean isOver(ProgramActor program) {
        return program.isOver() && (pending == 0 || !program.isStopped());
    }

    /** Creates another process in the place of a dead process. */
    SimProcess successor(SimProcess process, int life) {
        int rank = ranks.get(process);
        String name = (rank == 0 ? "master" : "node-" + rank) + "#" + life;
        SimProcess successor = simulation.successor(process, name);
        ranks.put(successor, rank);
        return successor;
    }

    void launch(SimMember member) {
        CommConfig config = config(member.rank(), ADDRESS);
        RoleProvider provider = Roles.find(role(member.rank()), config);
        ProgramActor actor = new ProgramActor(member.rank(), member.process(), provider, config, recorder);
        launched.add(actor);
        member.started();
        actor.start(body(member.rank()));
    }

    void connectStranger(byte[] bytes, Duration gap) {
        SimStranger.connect(outsider(), ADDRESS, bytes, gap.toNanos());
    }

    /** Creates a process on a host of its own that is no member. */
    SimProcess outsider() {
        return simulation.process("stranger-" + ++strangers);
    }

    /** Returns an action for a step. Before the run, the action belongs to the test's own plan and has to happen. */
    Runnable atStep(int rank, Step step, int occurrence, Runnable action) {
        return plannedAt(rank, step, occurrence, action);
    }

    void refuseIfOver() {
        requireNotOver();
    }

    void note(Occurrence.Fault.Kind kind, SimProcess process) {
        if (recorder == null) {
            simulation.at(0, () -> note(kind, process));
        } else {
            recorder.fault(kind, process.number());
        }
    }

    /**
     * Records a complaint of a program that knows the expected result and saw a broken promise. Call this method only
     * during the run.
     */
    void complain(String promise, String detail) {
        recorder.add(new Occurrence.Complaint(simulation.now(), promise, detail));
    }

    /** Returns the recorder of the history. There is a recorder only from the start of the run. */
    Recorder recorder() {
        return recorder;
    }

    Steps steps() {
        return steps;
    }
}
