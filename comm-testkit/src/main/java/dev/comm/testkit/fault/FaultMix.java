package dev.comm.testkit.fault;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.apiguardian.api.API;

/**
 * Which kinds of fault a chaotic run may see, and how likely each is to be among those of one run (swarm): a run that
 * could see all of them would never see any combination often. Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class FaultMix {
    private static final double USUAL = 0.5;
    private static final double RARE = 1.0 / 12;

    private final Map<FaultKind, Double> onNodes;
    private final Map<FaultKind, Double> onMaster;

    private FaultMix(Map<FaultKind, Double> onNodes, Map<FaultKind, Double> onMaster) {
        this.onNodes = onNodes;
        this.onMaster = onMaster;
    }

    /** These kinds, each in half of the runs, on nodes only. */
    public static FaultMix of(FaultKind... kinds) {
        FaultMix mix = new FaultMix(new EnumMap<>(FaultKind.class), new EnumMap<>(FaultKind.class));
        for (FaultKind kind : kinds) {
            mix = mix.with(kind, USUAL);
        }
        return mix;
    }

    /** What a cluster has to stand: nodes that die, hang and lose touch, and now and then a master that does. */
    public static FaultMix usual() {
        return of(FaultKind.CRASH, FaultKind.FREEZE, FaultKind.CUT, FaultKind.MUTE, FaultKind.DEAFEN, FaultKind.SLOW)
                .with(FaultKind.VANISH, RARE)
                .withMaster(FaultKind.FREEZE, USUAL)
                .withMaster(FaultKind.CRASH, RARE)
                .withMaster(FaultKind.VANISH, RARE);
    }

    /**
     * This mix with a kind that hits nodes.
     *
     * @param probability that a run sees it, 0 to 1
     */
    public FaultMix with(FaultKind kind, double probability) {
        return new FaultMix(changed(onNodes, kind, probability), onMaster);
    }

    /**
     * This mix with a kind that hits the master.
     *
     * @param probability that a run sees it, 0 to 1
     */
    public FaultMix withMaster(FaultKind kind, double probability) {
        return new FaultMix(onNodes, changed(onMaster, kind, probability));
    }

    private static Map<FaultKind, Double> changed(Map<FaultKind, Double> old, FaultKind kind, double probability) {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("a probability is between 0 and 1, not " + probability);
        }
        Map<FaultKind, Double> changed = new EnumMap<>(FaultKind.class);
        changed.putAll(old);
        changed.put(kind, probability);
        return changed;
    }

    /** How likely each kind is to hit nodes in a run. */
    public Map<FaultKind, Double> onNodes() {
        return Collections.unmodifiableMap(onNodes);
    }

    /** How likely each kind is to hit the master in a run. */
    public Map<FaultKind, Double> onMaster() {
        return Collections.unmodifiableMap(onMaster);
    }

    /**
     * Draws what goes wrong in one run.
     *
     * @param size number of ranks, the master included
     * @param until when the last fault happens, at the latest
     */
    public FaultPlan draw(SplittableRandom random, int size, Duration until) {
        return new PlanDraw(random, size, until).plan(onNodes, onMaster);
    }
}
