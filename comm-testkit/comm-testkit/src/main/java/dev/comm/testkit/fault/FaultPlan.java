package dev.comm.testkit.fault;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * All faults of a run, as data. A plan can be printed, shortened, read back and played again without the seed that it
 * was drawn from.
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
 * @param faults the faults in any order; each fault waits for its own trigger
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record FaultPlan(List<PlannedFault> faults) {
    /** The plan without faults. */
    public static final FaultPlan NONE = new FaultPlan(List.of());

    private static final String NOTHING = "none";

    /** Copies the list. */
    public FaultPlan {
        faults = List.copyOf(faults);
    }

    /** Returns a plan of these faults. */
    public static FaultPlan of(PlannedFault... faults) {
        return new FaultPlan(List.of(faults));
    }

    /**
     * Parses the text of {@link #toString}. Semicolons or line ends separate the faults, and text after a # on a line
     * is ignored.
     *
     * @throws IllegalArgumentException if the text is not a plan; the message names the wrong fault
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

    /** Returns whether the plan has no faults. */
    public boolean isEmpty() {
        return faults.isEmpty();
    }

    /** Returns the number of faults. */
    public int size() {
        return faults.size();
    }

    /** Returns this plan followed by another plan. */
    public FaultPlan and(FaultPlan other) {
        return new FaultPlan(
                Stream.concat(faults.stream(), other.faults.stream()).toList());
    }

    /** Returns this plan without one of its faults. The other faults keep their order. */
    public FaultPlan without(PlannedFault fault) {
        return new FaultPlan(faults.stream().filter(each -> !each.equals(fault)).toList());
    }

    /** Returns all faults on one line, or {@code none} if there are none. */
    @Override
    public String toString() {
        return isEmpty() ? NOTHING : faults.stream().map(PlannedFault::toString).collect(Collectors.joining("; "));
    }
}
