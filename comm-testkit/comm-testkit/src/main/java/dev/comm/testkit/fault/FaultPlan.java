package dev.comm.testkit.fault;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * All faults of a run, as data. It can be printed, shortened, read back and played again without the seed that it was
 * drawn from.
 *
 * <p>As text, each fault has a trigger, a colon, the kind of fault and its values; times have a unit (s, ms, us, ns):
 *
 * <pre>
 * at 150ms: crash 2
 * arrival 3 + 500us: freeze 1 2s
 * step 2 ARRIVE_SENT 1: cut 2
 * at 1s: partition 1,2 | 0,3 4s
 * </pre>
 *
 * @param faults in any order; each waits for its own trigger
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record FaultPlan(List<PlannedFault> faults) {
    /** Nothing goes wrong. */
    public static final FaultPlan NONE = new FaultPlan(List.of());

    private static final String NOTHING = "none";

    /** Copies the list. */
    public FaultPlan {
        faults = List.copyOf(faults);
    }

    /** A plan of these faults. */
    public static FaultPlan of(PlannedFault... faults) {
        return new FaultPlan(List.of(faults));
    }

    /**
     * The plan from the text of {@link #toString}: faults separated by semicolons or line ends; text after a # on a
     * line is left out.
     *
     * @throws IllegalArgumentException that says which fault is wrong
     */
    public static FaultPlan parse(String text) {
        return new FaultPlan(text.lines()
                .map(line -> line.replaceAll("#.*", ""))
                .flatMap(line -> Arrays.stream(line.split(";")))
                .map(String::trim)
                .filter(each -> !each.isEmpty() && !each.equals(NOTHING))
                .map(PlannedFault::parse)
                .toList());
    }

    /** Whether nothing goes wrong. */
    public boolean isEmpty() {
        return faults.isEmpty();
    }

    /** Number of faults. */
    public int size() {
        return faults.size();
    }

    /** This plan and another. */
    public FaultPlan and(FaultPlan other) {
        return new FaultPlan(
                Stream.concat(faults.stream(), other.faults.stream()).toList());
    }

    /** This plan without one of its faults, which stay in their order. */
    public FaultPlan without(PlannedFault fault) {
        return new FaultPlan(faults.stream().filter(each -> !each.equals(fault)).toList());
    }

    /** All faults on one line; {@code none} if there are none. */
    @Override
    public String toString() {
        return isEmpty() ? NOTHING : faults.stream().map(PlannedFault::toString).collect(Collectors.joining("; "));
    }
}
