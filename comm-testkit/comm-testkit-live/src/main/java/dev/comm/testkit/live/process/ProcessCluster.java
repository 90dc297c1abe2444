package dev.comm.testkit.live.process;

import dev.comm.testkit.Capability;
import dev.comm.testkit.Cluster;
import dev.comm.testkit.Ending;
import dev.comm.testkit.Engine;
import dev.comm.testkit.Member;
import dev.comm.testkit.Network;
import dev.comm.testkit.Run;
import dev.comm.testkit.Seeds;
import dev.comm.testkit.engine.AbstractCluster;
import dev.comm.testkit.engine.RandomStreams;
import dev.comm.testkit.engine.Replay;
import dev.comm.testkit.fault.Fault;
import dev.comm.testkit.fault.Step;
import dev.comm.testkit.history.History;
import dev.comm.testkit.history.Occurrence;
import dev.comm.testkit.live.MemberExit;
import dev.comm.testkit.live.MethodPlayer;
import dev.comm.testkit.live.ProcessCapabilities;
import dev.comm.testkit.live.Script;
import dev.comm.testkit.live.member.MemberMain;
import dev.comm.testkit.live.network.ProxiedCluster;
import dev.comm.testkit.live.network.ProxiedNetwork;
import dev.comm.testkit.live.network.ProxySite;
import java.lang.StackWalker.StackFrame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apiguardian.api.API;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A cluster in which each member, the master included, has a process of its own, with real signals, real sockets and
 * real time.
 *
 * <p>The scenario is written once, and played in every process. In the process of the test it declares programs and
 * faults. There, {@link #run} starts the processes of the members and carries out the plan, and the code after it
 * checks the result. Each process of a member plays the same method again, up to {@code run()}. There, {@code run()}
 * runs only the program of that member, and ends the process with the exit code of {@code Communicator.run} (see
 * {@link MemberExit} for the exit codes of the test kit). So programs may be lambdas, but their captured objects are
 * copies. A program that fills a list fills the list of its own process. The test receives values by {@link #report},
 * by the history, and by the ends of programs.
 *
 * <p>Actions on members (planned actions, listeners, properties) happen in the process of the test, on the thread that
 * called {@code run()}. If the test plans an action for a step of a member, the member stops at the step until the
 * action is done. No process outlives the run. Members are killed at its limit at the latest, and end by themselves if
 * the process of the test dies.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class ProcessCluster extends AbstractCluster<ProcessCluster> {
    private static final Logger LOG = LoggerFactory.getLogger(ProcessCluster.class);

    /**
     * The limit of a run, unless the scenario sets another one. Real time is expensive, so a run that hangs is ended
     * early.
     */
    private static final Duration LIMIT = Duration.ofSeconds(90);

    /** The time that a loaded machine may add to every bound. */
    private static final Duration TOLERANCE = Duration.ofSeconds(10);

    private final Script script;
    private final List<String> flags;
    private final Agenda agenda = new Agenda();
    private final Plans plans = new Plans();
    private final List<ForkedMember> members;
    private final List<Runnable> early = new ArrayList<>();
    private final ProxiedNetwork network = new ProxiedNetwork(new World());
    private ProcessRun running;

    /**
     * Creates a cluster that has not started.
     *
     * @param script the script by which the members' processes find the scenario
     * @param nodes the number of nodes beside the master
     * @param replay the seed, and other values from outside
     * @param flags more flags for the members' JVMs, for example {@code -Xmx256m}; 64 MiB otherwise
     */
    public ProcessCluster(Script script, int nodes, Replay replay, String... flags) {
        super(nodes, replay);
        this.script = script;
        this.flags = new ArrayList<>(List.of("-Xmx64m"));
        this.flags.addAll(List.of(flags));
        this.members = IntStream.rangeClosed(0, nodes)
                .mapToObj(rank -> new ForkedMember(this, rank))
                .toList();
    }

    /**
     * Returns a cluster for the calling method, which must have no parameters. The processes of the members call the
     * same method again, on a new instance of its class.
     *
     * @param nodes the number of nodes beside the master
     * @param flags more flags for the members' JVMs, for example {@code -Xmx256m}; 64 MiB otherwise
     */
    public static Cluster here(int nodes, String... flags) {
        Cluster member = MemberMain.cluster();
        if (member != null) {
            return member;
        }
        StackFrame caller = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
                .walk(frames -> frames.skip(1).findFirst().orElseThrow());
        Script script = MethodPlayer.script(caller.getDeclaringClass(), caller.getMethodName());
        long seed = Seeds.of(script.toString(), 1).findFirst().orElseThrow();
        return new ProcessCluster(script, nodes, Replay.of(seed), flags);
    }

    @Override
    protected ProcessCluster self() {
        return this;
    }

    @Override
    protected Duration usualLimit() {
        return LIMIT;
    }

    @Override
    public Engine engine() {
        return Engine.PROCESS;
    }

    @Override
    public boolean can(Capability capability) {
        return ProcessCapabilities.supports(capability);
    }

    @Override
    public Member member(int rank) {
        return members.get(checkRank(rank));
    }

    @Override
    public List<? extends Member> nodes() {
        return members.subList(1, members.size());
    }

    @Override
    public Network network() {
        return network;
    }

    @Override
    public ProcessCluster at(Duration time, Runnable action) {
        requireNotOver();
        agenda.add(time.toNanos(), plannedAt(time, action));
        return this;
    }

    @Override
    public void after(Duration delay, Runnable action) {
        agenda.add(now().plus(delay).toNanos(), action);
    }

    @Override
    public Duration now() {
        return running == null ? Duration.ZERO : Duration.ofNanos(running.now());
    }

    @Override
    public Run runUnchecked() {
        try (RunFolder folder = RunFolder.create();
                ProcessRun run = new ProcessRun(this, folder)) {
            begin(run.recorder());
            running = run;
            early.forEach(this::act);
            run.play();
            List<Ending> endings = run.end();
            run.site().requireSuccess();
            Run over = over(run.facts(), run.history(), endings, plans.taken());
            if (!over.breaches().isEmpty()) {
                LOG.warn("what the members printed is kept in {}", folder.keep());
            }
            return over;
        } finally {
            running = null;
        }
    }

    /** Runs an action now, or at the start of the run if it has not begun. */
    private void act(Runnable action) {
        if (running == null) {
            early.add(action);
            return;
        }
        synchronized (running.recorder()) {
            action.run();
        }
    }

    // The methods for a run.

    RandomStreams chance() {
        return streams();
    }

    Script script() {
        return script;
    }

    List<String> flags() {
        return flags;
    }

    /** Returns an action for a step. Before the run, the action belongs to the test's own plan and has to happen. */
    Runnable atStep(int rank, Step step, int occurrence, Runnable action) {
        return plannedAt(rank, step, occurrence, action);
    }

    Agenda agenda() {
        return agenda;
    }

    Plans plans() {
        return plans;
    }

    List<ForkedMember> members() {
        return members;
    }

    Duration longest() {
        return limit();
    }

    boolean isStepped() {
        return replay().isStepped();
    }

    void strikeFor(Fault fault) {
        strike(fault);
    }

    boolean isAbsent(int rank) {
        return absent().contains(rank);
    }

    void happened(long event) {
        look(event);
    }

    History.Terms termsInRealTime() {
        return terms(config(0, builder -> builder)).tolerating(TOLERANCE);
    }

    /** Returns the run under way. Before or after it, an action on members makes no sense. */
    ProcessRun running() {
        requireNotOver();
        if (running == null) {
            throw new IllegalStateException(
                    "the members have no processes before the run; plan it, for example with at(time, action)");
        }
        return running;
    }

    /** The view that the links have of this cluster. */
    private final class World implements ProxiedCluster {
        @Override
        public int size() {
            return ProcessCluster.this.size();
        }

        @Override
        public void act(Runnable action) {
            ProcessCluster.this.act(action);
        }

        @Override
        public void after(Duration delay, Runnable action) {
            ProcessCluster.this.after(delay, action);
        }

        @Override
        public ProxySite site() {
            return running().site();
        }

        @Override
        public Object monitor() {
            return running().recorder();
        }

        @Override
        public void note(Occurrence.Fault.Kind kind, int rank) {
            running().fault(kind, rank);
        }
    }
}
