package dev.comm.testkit.campaign;

import dev.comm.testkit.campaign.play.Case;
import dev.comm.testkit.fault.Fault;
import dev.comm.testkit.fault.FaultKind;
import dev.comm.testkit.fault.FaultPlan;
import dev.comm.testkit.fault.PlannedFault;
import dev.comm.testkit.fault.Trigger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The cases of the exhaustive mode. There is one case for each pair of a step that a member did in a run and a fault
 * that hits the member at this step.
 */
final class EveryStep {
    /**
     * The lengths of a freeze, which are shorter and longer than the time after which a member counts as dead in the
     * fast profile.
     */
    private static final List<Duration> FREEZES = List.of(Duration.ofMillis(500), Duration.ofSeconds(5));

    private static final Duration LONG = Duration.ofSeconds(5);
    private static final Duration RESTART = Duration.ofMillis(100);

    private final List<FaultKind> kinds;

    EveryStep(List<FaultKind> kinds) {
        this.kinds = kinds;
        kinds.forEach(kind -> faults(kind, 0));
    }

    /** Returns the faults that hit a member at each step, for example {@code crash} and {@code freeze 500ms}. */
    List<String> faults() {
        return kinds.stream()
                .flatMap(kind -> faults(kind, 0).stream())
                .map(fault -> fault.toString().replaceFirst(" 0", ""))
                .toList();
    }

    /** Returns all cases of a run, in the order of its steps. */
    List<Case> cases(Case base, List<Trigger.AtStep> steps) {
        FaultPlan before = base.plan() == null ? FaultPlan.NONE : base.plan();
        List<Case> cases = new ArrayList<>();
        for (Trigger.AtStep step : steps) {
            for (FaultKind kind : kinds) {
                for (Fault fault : faults(kind, step.rank())) {
                    cases.add(base.with(before.and(FaultPlan.of(new PlannedFault(step, fault)))));
                }
            }
        }
        return cases;
    }

    /** Returns at most the given number of cases, evenly spread. */
    static List<Case> atMost(List<Case> cases, int most) {
        if (cases.size() <= most) {
            return cases;
        }
        List<Case> some = new ArrayList<>(most);
        for (int i = 0; i < most; i++) {
            some.add(cases.get((int) ((long) i * cases.size() / most)));
        }
        return some;
    }

    private static List<Fault> faults(FaultKind kind, int rank) {
        return switch (kind) {
            case CRASH -> List.of(new Fault.Crash(rank));
            case VANISH -> List.of(new Fault.Vanish(rank));
            case TERMINATE -> List.of(new Fault.Terminate(rank));
            case HALT -> List.of(new Fault.Halt(rank, 1));
            case FREEZE ->
                FREEZES.stream()
                        .<Fault>map(length -> new Fault.Freeze(rank, length))
                        .toList();
            case RESTART -> List.of(new Fault.Restart(rank, RESTART));
            case CUT -> List.of(new Fault.Cut(rank));
            case MUTE -> List.of(new Fault.Mute(rank, LONG));
            case DEAFEN -> List.of(new Fault.Deafen(rank, LONG));
            default ->
                throw new IllegalArgumentException("a fault of one member is needed at a step, not " + kind
                        + "; take CRASH, VANISH, TERMINATE, HALT, FREEZE, RESTART, CUT, MUTE or DEAFEN");
        };
    }
}
