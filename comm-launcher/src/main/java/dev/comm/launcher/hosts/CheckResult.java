package dev.comm.launcher.hosts;

import java.util.List;

/**
 * The result of a check of hosts.
 *
 * @param table lines with what each host has
 * @param faults a line for each fault, with the cure first
 * @param otherLines what else {@code srun} and the hosts printed, for faults
 */
public record CheckResult(List<String> table, List<String> faults, List<String> otherLines) {
    /** Returns whether a run can start on these hosts. */
    public boolean isGood() {
        return faults.isEmpty();
    }
}
