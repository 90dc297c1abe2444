package dev.comm.testkit.campaign;

import dev.comm.core.machine.Machine;
import dev.comm.testkit.Engine;
import dev.comm.testkit.MissingCapability;
import dev.comm.testkit.Scenario;
import dev.comm.testkit.campaign.scenario.ScenarioRef;
import dev.comm.testkit.fault.FaultKind;
import dev.comm.testkit.fault.FaultMix;
import dev.comm.testkit.fault.FaultPlan;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.apiguardian.api.API;

/**
 * A campaign that plays a scenario with many seeds. It first plays the cases that failed once (the corpus), and then
 * seeds of a fixed base. The campaign makes the first failure as small as possible, reports it, and throws it.
 *
 * <p>Settings from outside, for example {@code -Dcomm.seeds=20000}, take precedence over calls of these methods.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Campaign {
    // The values that were set. CampaignRun reads them.
    final String name;
    final Scenario scenario;
    ScenarioRef ref;
    String test;
    CampaignSettings settings = CampaignSettings.ofProcess();
    Engine engine = Engine.SIM;
    int least = 3;
    int most = 3;
    int seeds;
    int liveSeeds = 1;
    List<Long> onlySeeds = List.of();
    FaultPlan plan;
    FaultMix mix;
    Duration until;
    Duration budget;
    boolean hard;
    EveryStep everyStep;
    boolean shrinks = true;
    boolean parallel = true;
    BiFunction<Integer, Machine, Machine> mutation;

    private Campaign(String name, Scenario scenario) {
        this.name = name;
        this.scenario = scenario;
        boolean named =
                !scenario.getClass().isSynthetic() && !scenario.getClass().isAnonymousClass();
        this.ref = named ? ScenarioRef.of(scenario.getClass()) : null;
    }

    /**
     * Creates a campaign.
     *
     * @param name the name of the campaign; different names get different seeds, files of known cases and reports
     */
    public static Campaign of(String name, Scenario scenario) {
        return new Campaign(name, scenario);
    }

    /** Sets the number of nodes beside the master. The default is 3. */
    public Campaign nodes(int count) {
        return nodes(count, count);
    }

    /** Sets the bounds of the number of nodes. Each seed draws its own number. */
    public Campaign nodes(int fewest, int greatest) {
        if (fewest < 1 || greatest < fewest) {
            throw new IllegalArgumentException("give a cluster at least one node, and not fewer at most than at least:"
                    + " nodes from " + fewest + " to " + greatest);
        }
        least = fewest;
        most = greatest;
        return this;
    }

    /**
     * Sets the number of seeds in a simulation, at least 1. The default is 100, and 1 in the exhaustive mode.
     *
     * @throws IllegalArgumentException if the number is less than 1
     */
    public Campaign seeds(int count) {
        seeds = atLeastOne(count);
        return this;
    }

    /**
     * Sets the number of seeds on engines with real sockets, where a run takes real time. The default is 1.
     *
     * @throws IllegalArgumentException if the number is less than 1
     */
    public Campaign liveSeeds(int count) {
        liveSeeds = atLeastOne(count);
        return this;
    }

    private static int atLeastOne(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("give a campaign at least one seed: " + count + " seeds");
        }
        return count;
    }

    private static Duration positive(Duration time) {
        if (time.isZero() || time.isNegative()) {
            throw new IllegalArgumentException("give a time that is more than zero: " + time);
        }
        return time;
    }

    /** Sets the engine of the runs. The default is the simulation. */
    public Campaign engine(Engine carrier) {
        engine = carrier;
        return this;
    }

    /**
     * Lets faults of these kinds happen in each run until a time, and then heals everything.
     *
     * @throws IllegalArgumentException if the time is not more than zero
     */
    public Campaign chaos(FaultMix faults, Duration end) {
        mix = faults;
        until = positive(end);
        return this;
    }

    /**
     * Limits the real time of the campaign. No run begins after this time, and the campaign passes with the runs that
     * it had.
     */
    public Campaign budget(Duration time) {
        budget = time;
        return this;
    }

    /**
     * Switches the exhaustive mode on. Each seed is played once to list every step of the protocol (each frame sent or
     * received, on each member). Then it is played once more for each of these steps and each of these kinds of fault,
     * which hits the member at that step. A freeze comes in two lengths: shorter and longer than the time after which a
     * member counts as dead.
     */
    public Campaign everyStep(FaultKind... kinds) {
        everyStep = kinds.length == 0 ? null : new EveryStep(List.of(kinds));
        return this;
    }

    /** Lets the campaign fail as too easy if faults hit less than 30 % of all collectives while they were open. */
    public Campaign hard() {
        hard = true;
        return this;
    }

    /** Sets whether the campaign makes a failing case smaller. The default is true. */
    public Campaign shrink(boolean wanted) {
        shrinks = wanted;
        return this;
    }

    /** Plays only these seeds. Without arguments, the campaign plays the seeds that its name gives. */
    public Campaign replay(long... some) {
        onlySeeds = Arrays.stream(some).boxed().toList();
        return this;
    }

    /**
     * Sets the faults of each run, in the form of a report, in place of drawn faults. A blank text removes this
     * setting.
     */
    public Campaign plan(String text) {
        plan = text.isBlank() ? null : FaultPlan.parse(text);
        return this;
    }

    /**
     * Sets a function that gives settings and is asked before properties and variables. The function returns null for a
     * setting without a value.
     */
    public Campaign settings(UnaryOperator<String> first) {
        settings = new CampaignSettings(first);
        return this;
    }

    /**
     * Sets a function that wraps machines, by the number of their process. Tests of the test kit break machines in this
     * way.
     */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public Campaign mutate(BiFunction<Integer, Machine, Machine> change) {
        mutation = change;
        return this;
    }

    /**
     * Names the test that this campaign belongs to.
     *
     * @param reference the name of the scenario for other processes
     * @param command the test, in the form that {@code -Dtest} takes
     */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public Campaign test(ScenarioRef reference, String command) {
        ref = reference;
        test = command;
        return this;
    }

    /** Plays only one run at a time, because the scenario shares state between runs. */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public Campaign oneAtATime() {
        parallel = false;
        return this;
    }

    /**
     * Plays all cases.
     *
     * @return the sums over the runs
     * @throws CampaignFailure if a run failed
     * @throws AssertionError if a seed does not repeat, a property of {@link dev.comm.testkit.Cluster#sometimes} never
     *     held, or the campaign was too easy
     * @throws MissingCapability if the engine cannot fulfil a request of the scenario
     */
    public Totals run() {
        return new CampaignRun(this).run();
    }
}
