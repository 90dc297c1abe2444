package dev.comm.testkit.live.loopback;

import dev.comm.api.CommConfig;
import dev.comm.api.error.ProviderException;
import dev.comm.api.spi.TransportProvider;
import dev.comm.core.provider.Providers;
import dev.comm.testkit.Capability;
import dev.comm.testkit.Ending;
import dev.comm.testkit.Engine;
import dev.comm.testkit.Member;
import dev.comm.testkit.MissingCapability;
import dev.comm.testkit.Network;
import dev.comm.testkit.Run;
import dev.comm.testkit.engine.AbstractCluster;
import dev.comm.testkit.engine.Body;
import dev.comm.testkit.engine.Replay;
import dev.comm.testkit.engine.Steps;
import dev.comm.testkit.fault.Step;
import dev.comm.testkit.history.History;
import dev.comm.testkit.history.Occurrence;
import dev.comm.testkit.history.recording.Recorder;
import dev.comm.testkit.live.network.ProxiedCluster;
import dev.comm.testkit.live.network.ProxiedNetwork;
import dev.comm.testkit.live.network.ProxySite;
import dev.comm.testkit.live.proxy.FaultProxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apiguardian.api.API;

/**
 * A master and its nodes in one JVM with real sockets, threads and time. Each node reaches the master through a proxy
 * that causes the faults. The engine needs {@code comm-transport-tcp} on the class path or module path.
 *
 * <p>Every note and every planned action happens under one monitor, as one step, so actions must not wait. Members run
 * at the same time, so objects that their programs share have to be safe for use by several threads.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class LoopbackCluster extends AbstractCluster<LoopbackCluster> {
    /** The time by which a ready thread may be late on a busy machine before a bound on time counts as broken. */
    private static final Duration TOLERANCE = Duration.ofSeconds(20);

    private static final Duration USUAL_LIMIT = Duration.ofMinutes(2);
    private static final Duration START_SPREAD = Duration.ofMillis(20);
    private static final InetSocketAddress ANYWHERE = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final Set<Capability> MISSING = EnumSet.of(
            Capability.TERMINATE, Capability.HALT, Capability.EXHAUST_MEMORY, Capability.DRIFT, Capability.REPEATABLE);

    private final List<LoopbackMember> members = new ArrayList<>();
    private final ProxiedNetwork network = new ProxiedNetwork(new World());
    private final LoopbackTimer timer = new LoopbackTimer();
    private final List<Runnable> early = new ArrayList<>();
    private final Steps steps;
    private volatile LoopbackWorld world;
    private volatile long startNanos;
    private long events;

    /**
     * Creates a cluster that has not started.
     *
     * @param nodes the number of nodes beside the master
     * @param seed the number that decides everything that is left to chance, except real time and threads
     */
    public LoopbackCluster(int nodes, long seed) {
        this(nodes, Replay.of(seed));
    }

    /** Creates a cluster with values from outside, for campaigns. */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public LoopbackCluster(int nodes, Replay replay) {
        super(nodes, replay);
        steps = new Steps(replay.isStepped());
        for (int rank = 0; rank <= nodes; rank++) {
            members.add(new LoopbackMember(this, rank));
        }
    }

    @Override
    protected LoopbackCluster self() {
        return this;
    }

    @Override
    public Engine engine() {
        return Engine.LOOPBACK;
    }

    @Override
    public boolean can(Capability capability) {
        return !MISSING.contains(capability);
    }

    @Override
    protected Duration usualLimit() {
        return USUAL_LIMIT;
    }

    @Override
    public Member member(int rank) {
        return members.get(checkRank(rank));
    }

    @Override
    public List<Member> nodes() {
        return List.copyOf(members.subList(1, members.size()));
    }

    @Override
    public Network network() {
        return network;
    }

    /**
     * Runs an action on the proxy of a node, at once, or at the start if the run has not begun. Use it for faults that
     * only a proxy can cause. The checks of the history do not know of these faults, so {@link #disturb} has to name
     * each node that suffers from them.
     */
    public LoopbackCluster onProxy(int rank, Consumer<FaultProxy> action) {
        act(() -> action.accept(site().proxy(rank)));
        return this;
    }

    /** Records that a fault may harm a member. */
    public LoopbackCluster disturb(int rank) {
        act(() -> note(Occurrence.Fault.Kind.CUT, loopback(rank)));
        return this;
    }

    @Override
    public LoopbackCluster at(Duration time, Runnable action) {
        requireNotOver();
        timer.after(time.minus(now()).toNanos(), plannedAt(time, action));
        return this;
    }

    @Override
    public void after(Duration delay, Runnable action) {
        timer.after(delay.toNanos(), action);
    }

    /** Returns the real time since the start. */
    @Override
    public Duration now() {
        return Duration.ofNanos(world == null ? 0 : sinceStart());
    }

    private long sinceStart() {
        return System.nanoTime() - startNanos;
    }

    @Override
    public Run runUnchecked() {
        requireTransport();
        History history = new History(terms(config(0, ANYWHERE)).tolerating(TOLERANCE));
        startNanos = System.nanoTime();
        Recorder recorder = new Recorder(history, this::sinceStart);
        begin(recorder);
        recorder.listen(occurrence -> look(++events));
        LoopbackWorld made = new LoopbackWorld(this, timer, recorder, new ProxySite(size(), streams()));
        List<Ending> endings = live(made);
        Duration length = now();
        history.settled();
        close(made);
        synchronized (recorder) {
            Run.Facts facts = new Run.Facts(engine(), seed(), length, events, null, made.strain());
            return over(facts, history, endings, steps.taken());
        }
    }

    /** Aborts the run if there is no transport with real sockets. The look-up is the same as in every member. */
    private void requireTransport() {
        CommConfig config = config(0, ANYWHERE);
        try {
            Providers.find(TransportProvider.class, config.transport(), config);
        } catch (ProviderException e) {
            throw new MissingCapability(Capability.SOCKETS, Engine.LOOPBACK, e.getMessage());
        }
    }

    private List<Ending> live(LoopbackWorld made) {
        try {
            synchronized (made.recorder()) {
                world = made;
                members.forEach(member -> member.process(made.newProcess(member.rank())));
                early.forEach(Runnable::run);
                made.start();
                members.forEach(this::launchSoon);
            }
            made.awaitEnd(size() - absent().size(), startNanos + limit().toNanos());
        } catch (InterruptedException e) {
            made.failed(new IllegalStateException("the run was interrupted", e));
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            made.failed(e);
        }
        return made.end();
    }

    /**
     * Starts a member after a random delay. The draw is the same as in a simulation, so later draws of programs are the
     * same, too.
     */
    private void launchSoon(LoopbackMember member) {
        long delay = member.rank() == 0 ? 0 : workload().nextLong(START_SPREAD.toNanos());
        if (!absent().contains(member.rank())) {
            world.launchSoon(member, delay);
        }
    }

    private static void close(LoopbackWorld made) {
        boolean interrupted = Thread.interrupted();
        try {
            made.close();
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        Throwable failure = made.failure();
        if (failure instanceof RuntimeException error) {
            throw error;
        }
        if (failure instanceof Error error) {
            throw error;
        }
    }

    // The methods for members and links.

    LoopbackMember loopback(int rank) {
        return members.get(rank);
    }

    /** Runs an action as one step of the run, or at the start if the run has not begun. */
    void act(Runnable action) {
        LoopbackWorld now = world;
        if (now == null) {
            early.add(action);
        } else {
            now.act(action);
        }
    }

    /** Returns an action for a step. Before the run, the action belongs to the test's own plan and has to happen. */
    Runnable atStep(int rank, Step step, int occurrence, Runnable action) {
        return plannedAt(rank, step, occurrence, action);
    }

    void refuseIfOver() {
        requireNotOver();
    }

    boolean isUnderWay() {
        return world != null;
    }

    LoopbackWorld world() {
        return world;
    }

    ProxySite site() {
        return world.site();
    }

    Steps steps() {
        return steps;
    }

    void note(Occurrence.Fault.Kind kind, LoopbackMember member) {
        world.recorder().fault(kind, member.process().number());
    }

    List<FaultProxy> proxiesOf(int rank) {
        return rank == 0 ? site().proxies() : List.of(site().proxy(rank));
    }

    CommConfig configOf(int rank, InetSocketAddress master) {
        return config(rank, master);
    }

    String roleOf(int rank) {
        return role(rank);
    }

    Body bodyOf(int rank) {
        return body(rank);
    }

    /** The view that the links have of this cluster. */
    private final class World implements ProxiedCluster {
        @Override
        public int size() {
            return LoopbackCluster.this.size();
        }

        @Override
        public void act(Runnable action) {
            LoopbackCluster.this.act(action);
        }

        @Override
        public void after(Duration delay, Runnable action) {
            LoopbackCluster.this.after(delay, action);
        }

        @Override
        public ProxySite site() {
            return LoopbackCluster.this.site();
        }

        @Override
        public Object monitor() {
            return world.recorder();
        }

        @Override
        public void note(Occurrence.Fault.Kind kind, int rank) {
            LoopbackCluster.this.note(kind, loopback(rank));
        }
    }
}
