package dev.comm.testkit.campaign.play;

import dev.comm.core.machine.Machine;
import dev.comm.testkit.Cluster;
import dev.comm.testkit.Engine;
import dev.comm.testkit.MissingCapability;
import dev.comm.testkit.ProgramFailure;
import dev.comm.testkit.Run;
import dev.comm.testkit.Scenario;
import dev.comm.testkit.campaign.scenario.ScenarioRef;
import dev.comm.testkit.engine.RandomStreams;
import dev.comm.testkit.engine.Replay;
import dev.comm.testkit.fault.FaultMix;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import org.apiguardian.api.API;

/**
 * A player that plays a scenario on an engine, each time with a new cluster. A value that is set here holds for all
 * plays.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class CasePlayer {
    private final Scenario scenario;
    private final Engine engine;
    private ScenarioRef ref;
    private int least = 3;
    private int most = 3;
    private FaultMix mix;
    private Duration until;
    private BiFunction<Integer, Machine, Machine> mutation;
    private Duration maxVirtual;
    private long maxEvents;

    public CasePlayer(Scenario scenario, Engine engine) {
        this.scenario = scenario;
        this.engine = engine;
    }

    /** Sets the reference by which other processes find the scenario, or null if they cannot find it. */
    public CasePlayer named(ScenarioRef reference) {
        ref = reference;
        return this;
    }

    public CasePlayer nodes(int fewest, int greatest) {
        least = fewest;
        most = greatest;
        return this;
    }

    public CasePlayer chaos(FaultMix faults, Duration end) {
        mix = faults;
        until = end;
        return this;
    }

    public CasePlayer mutate(BiFunction<Integer, Machine, Machine> change) {
        mutation = change;
        return this;
    }

    /** Sets the bounds of a run. The values null and 0 stand for the bounds of the engine. */
    public CasePlayer bound(Duration virtual, long events) {
        maxVirtual = virtual;
        maxEvents = events;
        return this;
    }

    Engine engine() {
        return engine;
    }

    public boolean isRepeatable() {
        return engine == Engine.SIM;
    }

    /** Plays a case once. */
    public Outcome play(Case which) {
        return play(which, Replay.of(which.seed()), null);
    }

    /** Plays a case and keeps the whole trace. */
    public Outcome trace(Case which) {
        return play(which, Replay.of(which.seed()).traced(), null);
    }

    /** Plays a case and records all events and frames. */
    public Outcome film(Case which) {
        return play(which, Replay.of(which.seed()).traced(), new Film());
    }

    /** Plays a case and lists the steps of the protocol. */
    public Outcome step(Case which) {
        return play(which, Replay.of(which.seed()).stepped(), null);
    }

    private Outcome play(Case which, Replay plain, Film film) {
        Case played = which.nodes() == Case.DRAWN ? which.withNodes(draw(which.seed())) : which;
        AtomicReference<Run> seen = new AtomicReference<>();
        Replay replay = plain.watched(seen::set).bounded(maxVirtual, maxEvents);
        replay = which.plan() == null ? replay : replay.plan(which.plan());
        replay = mutation == null ? replay : replay.mutated(mutation);
        replay = film == null ? replay : replay.filmed(film);
        Throwable error = play(Engines.open(engine, played.nodes(), replay, ref), film, seen);
        return new Outcome(which, played, seen.get(), error, film);
    }

    private Throwable play(Cluster cluster, Film film, AtomicReference<Run> seen) {
        try {
            if (film != null) {
                cluster.listen(film::see);
            }
            if (mix != null) {
                cluster.chaos(mix, until);
            }
            scenario.play(cluster);
            return seen.get() != null ? null : neverRan();
        } catch (MissingCapability missing) {
            throw missing;
        } catch (Exception | AssertionError | StackOverflowError e) {
            if (isAbort(e)) {
                throw Rethrown.asIs(e);
            }
            return seen.get() == null ? e : afterRun(e, seen.get());
        }
    }

    /**
     * Returns the error of a test whose run is over. If the run was good, but programs in other processes filled copies
     * of the test's objects, the error gets the cure.
     */
    private static Throwable afterRun(Throwable error, Run run) {
        if (!run.isUnfilled()
                || error instanceof ProgramFailure
                || !run.breaches().isEmpty()) {
            return error;
        }
        AssertionError cure = new AssertionError(
                "use cluster.report(rank, key, value) in the program and run.report(rank, key, Type.class) in the test:"
                        + " with the engine PROCESS each program fills a copy of the objects that it captures, and in"
                        + " the test they are still empty; the test threw " + error,
                error);
        cure.setStackTrace(error.getStackTrace());
        return cure;
    }

    private static AssertionError neverRan() {
        return new AssertionError("call cluster.run(), on the cluster that the test takes as its parameter: the"
                + " scenario did not run its cluster, so it says nothing");
    }

    /** Returns whether an assumption of the test does not hold. Such a run neither passes nor fails. */
    private static boolean isAbort(Throwable error) {
        return error.getClass().getName().equals("org.opentest4j.TestAbortedException");
    }

    private int draw(long seed) {
        return least == most
                ? least
                : least + new RandomStreams(seed).of("nodes").nextInt(most - least + 1);
    }
}
