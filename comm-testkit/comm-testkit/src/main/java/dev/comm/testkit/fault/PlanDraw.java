package dev.comm.testkit.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A draw of the plan of one run. Most faults wait for the first arrival at an instance, and so hit the instance while
 * it is open. Some faults wait for a step of their victim, and some happen at a time, whatever the program does.
 */
final class PlanDraw {
    /** The number of instances for which faults are drawn. Few runs have more instances. */
    private static final int INSTANCES = 40;

    private static final int AT_TIMES_MAX = 5;
    private static final int AT_STEPS_MAX = 4;
    private static final int AT_AIMED_STEPS_MAX = 9;

    private final SplittableRandom random;
    private final FaultDraw draw;
    private final Duration until;
    private final double share;
    private List<Step> steps = List.of();

    PlanDraw(SplittableRandom random, FaultDraw draw, Duration until, double share) {
        this.random = random;
        this.draw = draw;
        this.until = until;
        this.share = share;
    }

    /** Sets the steps that faults wait for. With an empty list, faults wait for steps of all kinds. */
    PlanDraw aimingAt(List<Step> aimed) {
        steps = aimed;
        return this;
    }

    FaultPlan plan(Map<FaultKind, Double> onNodes, Map<FaultKind, Double> onMaster) {
        List<Choice> choices = new ArrayList<>();
        if (draw.hasVictims()) {
            onNodes.forEach((kind, probability) -> enable(choices, kind, false, probability));
        }
        onMaster.forEach((kind, probability) -> enable(choices, kind, true, probability));
        List<FaultKind> possible = onNodes.keySet().stream()
                .filter(kind -> draw.hasVictims() && onNodes.get(kind) > 0)
                .toList();
        if (choices.isEmpty() && !possible.isEmpty()) {
            choices.add(new Choice(possible.get(random.nextInt(possible.size())), false, 1));
        }
        return choices.isEmpty() ? FaultPlan.NONE : faults(choices);
    }

    /** Adds a kind with a random weight, so that the rates of kinds differ by a factor of up to sixteen. */
    private void enable(List<Choice> choices, FaultKind kind, boolean master, double probability) {
        double weight = 1.0 / (1 << random.nextInt(5));
        if (random.nextDouble() < probability) {
            choices.add(new Choice(kind, master, weight));
        }
    }

    private FaultPlan faults(List<Choice> choices) {
        List<PlannedFault> faults = new ArrayList<>();
        for (int instance = 1; instance <= INSTANCES; instance++) {
            if (random.nextDouble() < share) {
                Duration delay = Duration.ofNanos(random.nextLong(2_000_000));
                faults.add(planned(new Trigger.AfterArrival(instance, delay), choose(choices)));
            }
        }
        for (int left = random.nextInt(AT_TIMES_MAX); left > 0; left--) {
            Duration time = Duration.ofNanos(random.nextLong(Math.max(1, until.toNanos())));
            faults.add(planned(new Trigger.At(time), choose(choices)));
        }
        for (int left = random.nextInt(steps.isEmpty() ? AT_STEPS_MAX : AT_AIMED_STEPS_MAX); left > 0; left--) {
            faults.add(atStep(choose(choices)));
        }
        return new FaultPlan(faults);
    }

    private PlannedFault atStep(Choice choice) {
        int victim = draw.victim(choice.master);
        Step step = steps.isEmpty() ? draw.step(victim) : steps.get(random.nextInt(steps.size()));
        return new PlannedFault(
                new Trigger.AtStep(victim, step, 1 + random.nextInt(4)), draw.fault(choice.kind, victim));
    }

    private PlannedFault planned(Trigger trigger, Choice choice) {
        return new PlannedFault(trigger, draw.fault(choice.kind, draw.victim(choice.master)));
    }

    private Choice choose(List<Choice> choices) {
        double point = random.nextDouble()
                * choices.stream().mapToDouble(Choice::weight).sum();
        for (Choice choice : choices) {
            point -= choice.weight;
            if (point < 0) {
                return choice;
            }
        }
        return choices.get(choices.size() - 1);
    }

    /** A kind of fault that occurs in this run. */
    private record Choice(FaultKind kind, boolean master, double weight) {}
}
