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
 * The kinds of fault that a chaotic run may see, and the chance of each to be among those of one run (swarm). If every
 * run saw all of them, rare ones would hide behind frequent ones, and runs with just two kinds would never happen.
 *
 * <p>Immutable. Most faults are aimed at the time between the first arrival at an instance and its decision; others
 * wait for a step of the protocol or happen at a time.
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

    /** These kinds, each in half of the runs, on nodes only; an engine that cannot do one of them refuses the mix. */
    public static FaultMix of(FaultKind... kinds) {
        Map<FaultKind, Double> onNodes = new EnumMap<>(FaultKind.class);
        for (FaultKind kind : kinds) {
            onNodes.put(kind, USUAL);
        }
        return new FaultMix(
                onNodes, new EnumMap<>(FaultKind.class), new TreeSet<>(), new Aim(0.5, 1, List.of()), false);
    }

    /**
     * The faults that a cluster has to survive: nodes that die, hang and lose touch, and now and then a master that
     * does. Faults that an engine cannot cause are left out.
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
     * Every kind that Comm promises to stand, the usual ones often and the others now and then. Faults that an engine
     * cannot cause are left out.
     *
     * <p>{@link FaultKind#CORRUPT} is not among them. Frames carry no checksum of their own, so a bit that is flipped
     * behind TCP's back may change the answer that a member gets. Nor is {@link FaultKind#LOSE}: TCP loses no frames,
     * and only tasks are given again. Add them by name to look at that.
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
     * This mix with a kind that hits nodes.
     *
     * @param probability that a run sees it, 0 to 1
     */
    public FaultMix with(FaultKind kind, double probability) {
        return new FaultMix(changed(onNodes, kind, probability), onMaster, spared, aim, lenient);
    }

    /**
     * This mix with a kind that hits the master.
     *
     * @param probability that a run sees it, 0 to 1
     */
    public FaultMix withMaster(FaultKind kind, double probability) {
        return new FaultMix(onNodes, changed(onMaster, kind, probability), spared, aim, lenient);
    }

    /** This mix, with faults that never hit these nodes. */
    public FaultMix sparing(Collection<Integer> ranks) {
        return new FaultMix(onNodes, onMaster, new TreeSet<>(ranks), aim, lenient);
    }

    /**
     * This mix with another share of instances that are aimed at; each run draws its own between the two, which are
     * from 0 to 1.
     */
    public FaultMix share(double least, double most) {
        return new FaultMix(onNodes, onMaster, spared, new Aim(probable(least), probable(most), aim.steps), lenient);
    }

    /** This mix, with some faults that wait for these steps of their victims, in place of steps of all kinds. */
    public FaultMix aimingAt(Step... steps) {
        Aim aimed = new Aim(aim.least, aim.most, List.of(steps));
        return new FaultMix(onNodes, onMaster, spared, aimed, lenient);
    }

    private FaultMix lenient() {
        return new FaultMix(onNodes, onMaster, spared, aim, true);
    }

    /** Whether kinds that an engine cannot do are left out; else they make it refuse the mix. */
    public boolean isLenient() {
        return lenient;
    }

    /** This mix with those of its kinds that are possible. */
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

    /** How likely each kind is to hit nodes in a run. */
    public Map<FaultKind, Double> onNodes() {
        return onNodes;
    }

    /** How likely each kind is to hit the master in a run. */
    public Map<FaultKind, Double> onMaster() {
        return onMaster;
    }

    /**
     * Draws the faults of one run.
     *
     * @param size number of ranks, the master included
     * @param until when the last fault happens, at the latest
     */
    public FaultPlan draw(SplittableRandom random, int size, Duration until) {
        FaultDraw faults = new FaultDraw(random, size, spared);
        double share = aim.least + random.nextDouble() * (aim.most - aim.least);
        return new PlanDraw(random, faults, until, share).aimingAt(aim.steps).plan(onNodes, onMaster);
    }

    /** At which share of instances, and at which steps. */
    private record Aim(double least, double most, List<Step> steps) {}
}
