package dev.comm.testkit.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Draws one run's plan: most faults wait for the first arrival at an instance and so hit it while it is open; some
 * happen at a time, whatever the program does.
 */
final class PlanDraw {
    /** Instances for which a fault is drawn; few runs have more. */
    private static final int INSTANCES = 40;

    private static final int AT_TIMES_MAX = 6;

    private final SplittableRandom random;
    private final FaultDraw draw;
    private final Duration until;

    PlanDraw(SplittableRandom random, int size, Duration until) {
        this.random = random;
        this.draw = new FaultDraw(random, size);
        this.until = until;
    }

    FaultPlan plan(Map<FaultKind, Double> onNodes, Map<FaultKind, Double> onMaster) {
        List<Choice> choices = new ArrayList<>();
        onNodes.forEach((kind, probability) -> enable(choices, kind, false, probability));
        onMaster.forEach((kind, probability) -> enable(choices, kind, true, probability));
        if (choices.isEmpty() && !onNodes.isEmpty()) {
            FaultKind[] kinds = onNodes.keySet().toArray(FaultKind[]::new);
            choices.add(new Choice(kinds[random.nextInt(kinds.length)], false, 1));
        }
        return choices.isEmpty() ? FaultPlan.NONE : faults(choices);
    }

    /** Rates of kinds differ by a factor of up to eight. */
    private void enable(List<Choice> choices, FaultKind kind, boolean master, double probability) {
        double weight = 1.0 / (1 << random.nextInt(4));
        if (random.nextDouble() < probability) {
            choices.add(new Choice(kind, master, weight));
        }
    }

    private FaultPlan faults(List<Choice> choices) {
        List<PlannedFault> faults = new ArrayList<>();
        double share = 0.5 + random.nextDouble() / 2;
        for (int instance = 1; instance <= INSTANCES; instance++) {
            if (random.nextDouble() < share) {
                Duration delay = Duration.ofNanos(random.nextLong(2_000_000));
                faults.add(new PlannedFault(new Trigger.AfterArrival(instance, delay), fault(choices)));
            }
        }
        for (int left = random.nextInt(AT_TIMES_MAX); left > 0; left--) {
            Duration time = Duration.ofNanos(random.nextLong(Math.max(1, until.toNanos())));
            faults.add(new PlannedFault(new Trigger.At(time), fault(choices)));
        }
        return new FaultPlan(faults);
    }

    private Fault fault(List<Choice> choices) {
        double sum = choices.stream().mapToDouble(Choice::weight).sum();
        double point = random.nextDouble() * sum;
        Choice chosen = choices.get(choices.size() - 1);
        for (int i = choices.size() - 1; i >= 0 && point >= 0; i--) {
            chosen = choices.get(i);
            point -= chosen.weight;
        }
        return draw.fault(chosen.kind, chosen.master);
    }

    /** A kind that this run sees. */
    private record Choice(FaultKind kind, boolean master, double weight) {}
}
