package dev.comm.testkit.fault;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apiguardian.api.API;

/**
 * The kinds of fault that may happen in a run with chaos, and the probability that each kind occurs in a run (swarm
 * testing). If every kind occurred in every run, rare kinds would hide behind frequent kinds, and runs with just two
 * kinds would never happen.
 *
 * <p>Immutable. Most faults are aimed at the time between the first arrival at an instance and its decision. Other
 * faults wait for a step of the protocol or happen at a time.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class FaultMix {
    private static final double USUAL = 0.5;
    private static final double RARE = 1.0 / 12;

    private final Map<FaultKind, Double> onNodes;
    private final Map<FaultKind, Double> onMaster;
    private final Set<Integer> spared;
    private final Aim aim;
    private final boolean lenient;

    private FaultMix(
            Map<FaultKind, Double> onNodes,
            Map<FaultKind, Double> onMaster,
            Set<Integer> spared,
            Aim aim,
            boolean lenient) {
        this.onNodes = Collections.unmodifiableMap(onNodes);
        this.onMaster = Collections.unmodifiableMap(onMaster);
        this.spared = Collections.unmodifiableSet(spared);
        this.aim = aim;
        this.lenient = lenient;
    }

    /**
     * Returns a mix of these kinds, each in half of the runs and on nodes only. An engine that cannot cause one of the
     * kinds refuses the mix.
     */
    public static FaultMix of(FaultKind... kinds) {
        Map<FaultKind, Double> onNodes = new EnumMap<>(FaultKind.class);
        for (FaultKind kind : kinds) {
            onNodes.put(kind, USUAL);
        }
        return new FaultMix(
                onNodes, new EnumMap<>(FaultKind.class), new TreeSet<>(), new Aim(0.5, 1, List.of()), false);
    }

    /**
     * Returns the faults that a cluster has to survive: nodes die, hang and lose their connections, and in some runs
     * the master does. The mix leaves out faults that an engine cannot cause.
     */
    public static FaultMix usual() {
        return of(FaultKind.CRASH, FaultKind.FREEZE, FaultKind.CUT, FaultKind.MUTE, FaultKind.DEAFEN, FaultKind.SLOW)
                .with(FaultKind.VANISH, RARE)
                .withMaster(FaultKind.FREEZE, USUAL)
                .withMaster(FaultKind.CRASH, RARE)
                .withMaster(FaultKind.VANISH, RARE)
                .lenient();
    }

    /**
     * Returns every kind of fault that Comm promises to withstand, the usual kinds often and the others in some runs.
     * The mix leaves out faults that an engine cannot cause.
     *
     * <p>The mix does not contain {@link FaultKind#CORRUPT}. Frames carry no checksum of their own, so a flipped bit
     * that the checksum of TCP does not find may change an answer. The mix does not contain {@link FaultKind#LOSE}
     * either. TCP loses no frames, and Comm sends only tasks again. Add these kinds by name to test their effects.
     */
    public static FaultMix everything() {
        FaultMix mix = usual();
        for (FaultKind kind : FaultKind.values()) {
            boolean tampers = kind == FaultKind.CORRUPT || kind == FaultKind.LOSE;
            boolean added = !tampers && !mix.onNodes.containsKey(kind);
            mix = added ? mix.with(kind, USUAL / 2) : mix;
        }
        return mix;
    }

    /**
     * Returns this mix with a kind that hits nodes.
     *
     * @param probability the probability that the kind occurs in a run, 0 to 1
     */
    public FaultMix with(FaultKind kind, double probability) {
        return new FaultMix(changed(onNodes, kind, probability), onMaster, spared, aim, lenient);
    }

    /**
     * Returns this mix with a kind that hits the master.
     *
     * @param probability the probability that the kind occurs in a run, 0 to 1
     */
    public FaultMix withMaster(FaultKind kind, double probability) {
        return new FaultMix(onNodes, changed(onMaster, kind, probability), spared, aim, lenient);
    }

    /** Returns this mix, with faults that never hit these nodes. */
    public FaultMix sparing(Collection<Integer> ranks) {
        return new FaultMix(onNodes, onMaster, new TreeSet<>(ranks), aim, lenient);
    }

    /**
     * Returns this mix with another share of instances that faults are aimed at. Each run draws its own share between
     * the two values, which are from 0 to 1.
     */
    public FaultMix share(double least, double most) {
        return new FaultMix(onNodes, onMaster, spared, new Aim(probable(least), probable(most), aim.steps), lenient);
    }

    /** Returns this mix, with faults at these steps of their victims in place of faults at steps of all kinds. */
    public FaultMix aimingAt(Step... steps) {
        Aim aimed = new Aim(aim.least, aim.most, List.of(steps));
        return new FaultMix(onNodes, onMaster, spared, aimed, lenient);
    }

    private FaultMix lenient() {
        return new FaultMix(onNodes, onMaster, spared, aim, true);
    }

    /** Returns whether the mix leaves out kinds that an engine cannot cause. Otherwise the engine refuses the mix. */
    public boolean isLenient() {
        return lenient;
    }

    /** Returns this mix with only the possible kinds. */
    public FaultMix only(Predicate<FaultKind> possible) {
        return new FaultMix(kept(onNodes, possible), kept(onMaster, possible), spared, aim, lenient);
    }

    private static Map<FaultKind, Double> kept(Map<FaultKind, Double> old, Predicate<FaultKind> possible) {
        Map<FaultKind, Double> kept = new EnumMap<>(FaultKind.class);
        kept.putAll(old);
        kept.keySet().removeIf(possible.negate());
        return kept;
    }

    private static Map<FaultKind, Double> changed(Map<FaultKind, Double> old, FaultKind kind, double probability) {
        Map<FaultKind, Double> changed = kept(old, each -> true);
        changed.put(kind, probable(probability));
        return changed;
    }

    private static double probable(double probability) {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("a probability is between 0 and 1, not " + probability);
        }
        return probability;
    }

    /** Returns for each kind the probability that it hits nodes in a run. */
    public Map<FaultKind, Double> onNodes() {
        return onNodes;
    }

    /** Returns for each kind the probability that it hits the master in a run. */
    public Map<FaultKind, Double> onMaster() {
        return onMaster;
    }

    /**
     * Draws the faults of one run.
     *
     * @param size the number of ranks, the master included
     * @param until the latest time of a fault that is planned for a time
     */
    public FaultPlan draw(SplittableRandom random, int size, Duration until) {
        FaultDraw faults = new FaultDraw(random, size, spared);
        double share = aim.least + random.nextDouble() * (aim.most - aim.least);
        return new PlanDraw(random, faults, until, share).aimingAt(aim.steps).plan(onNodes, onMaster);
    }

    /** The share of instances, and the steps, that faults are aimed at. */
    private record Aim(double least, double most, List<Step> steps) {}
}
