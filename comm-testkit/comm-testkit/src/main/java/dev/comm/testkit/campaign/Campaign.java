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
 * Plays a scenario with many seeds: first the cases that failed once (the corpus), then seeds of a fixed base. The
 * first failure is made as small as possible, reported, and thrown.
 *
 * <p>Settings from outside, for example {@code -Dcomm.seeds=20000}, take precedence over calls of these methods.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Campaign {
    // The values that were set; CampaignRun reads them.
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
     * A campaign.
     *
     * @param name different names get different seeds, files of known cases and reports
     */
    public static Campaign of(String name, Scenario scenario) {
        return new Campaign(name, scenario);
    }

    /** Number of nodes beside the master; 3 otherwise. */
    public Campaign nodes(int count) {
        return nodes(count, count);
    }

    /** Each seed draws its own number of nodes. */
    public Campaign nodes(int fewest, int greatest) {
        if (fewest < 1 || greatest < fewest) {
            throw new IllegalArgumentException("give a cluster at least one node, and not fewer at most than at least:"
                    + " nodes from " + fewest + " to " + greatest);
        }
        least = fewest;
        most = greatest;
        return this;
    }

    /** How many seeds in a simulation; 0, as otherwise, stands for 100, and for 1 in the exhaustive mode. */
    public Campaign seeds(int count) {
        seeds = count;
        return this;
    }

    /** How many seeds on engines with real sockets, where a run takes real time; 1 otherwise. */
    public Campaign liveSeeds(int count) {
        liveSeeds = count;
        return this;
    }

    /** The engine of the runs; the simulation otherwise. */
    public Campaign engine(Engine carrier) {
        engine = carrier;
        return this;
    }

    /** Lets faults of these kinds happen in each run until a time, and settle then. */
    public Campaign chaos(FaultMix faults, Duration end) {
        mix = faults;
        until = end;
        return this;
    }

    /** No run is begun after this real time; the campaign passes with those it had. */
    public Campaign budget(Duration time) {
        budget = time;
        return this;
    }

    /**
     * Exhaustive mode. Each seed is played once to list every step of the protocol (each frame sent or received, on
     * each member). Then it is played once more for each of these steps and each of these kinds of fault, which hits
     * the member at that step. A freeze comes in two lengths: shorter and longer than the time after which a member
     * counts as dead.
     */
    public Campaign everyStep(FaultKind... kinds) {
        everyStep = kinds.length == 0 ? null : new EveryStep(List.of(kinds));
        return this;
    }

    /** Fails as too easy if less than 30 % of all collectives were hit by a fault while they were open. */
    public Campaign hard() {
        hard = true;
        return this;
    }

    /** Whether a failing case is made smaller; it is otherwise. */
    public Campaign shrink(boolean wanted) {
        shrinks = wanted;
        return this;
    }

    /** Plays these seeds and no others; none stands for those that the name gives. */
    public Campaign replay(long... some) {
        onlySeeds = Arrays.stream(some).boxed().toList();
        return this;
    }

    /** The faults of each run as a report writes them, in place of those that chaos draws; blank for none. */
    public Campaign plan(String text) {
        plan = text.isBlank() ? null : FaultPlan.parse(text);
        return this;
    }

    /**
     * Asks this function for settings, before properties and variables; it returns null for a setting without a value.
     */
    public Campaign settings(UnaryOperator<String> first) {
        settings = new CampaignSettings(first);
        return this;
    }

    /** Puts something around machines, by number of their process: tests of the testkit break them so. */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public Campaign mutate(BiFunction<Integer, Machine, Machine> change) {
        mutation = change;
        return this;
    }

    /**
     * Says which test this is.
     *
     * @param reference its name for other processes
     * @param command as {@code -Dtest} takes it
     */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public Campaign test(ScenarioRef reference, String command) {
        ref = reference;
        test = command;
        return this;
    }

    /** Never more than one run at a time: the scenario shares state between runs. */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public Campaign oneAtATime() {
        parallel = false;
        return this;
    }

    /**
     * Plays all.
     *
     * @return sums over the runs
     * @throws CampaignFailure if a run failed
     * @throws AssertionError if a seed does not repeat, a property never held that has to hold sometimes, or the
     *     campaign was too easy
     * @throws MissingCapability if the engine cannot fulfil a request of the scenario
     */
    public Totals run() {
        return new CampaignRun(this).run();
    }
}
