package dev.comm.launcher;

import dev.comm.core.role.ExitCode;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The outcome of a run.
 *
 * @param code the launcher's exit code
 * @param sentence summary for the last line and the report
 */
record RunOutcome(ExitCode code, String sentence) {
    private static final int NAMED_MAX = 10;

    /**
     * Judges a run: by the reason that stopped it, then by rank 0, then by the number of other failed ranks.
     *
     * @param ends all ranks, by rank
     * @param halt reason why the launcher stopped the ranks, or null
     */
    static RunOutcome of(RunPlan plan, List<RankEnd> ends, Halt halt) {
        List<RankEnd> failed = ends.stream().filter(RankEnd::failed).toList();
        if (halt != null) {
            ExitCode code = halt.culprit() < 0 ? ExitCode.FAILED : codeOf(ends.get(halt.culprit()));
            return new RunOutcome(code, "stopped because " + halt.reason() + list(failed));
        }
        if (ends.get(0).failed()) {
            return new RunOutcome(codeOf(ends.get(0)), "failed" + list(failed));
        }
        if (failed.size() > plan.lossesAllowed()) {
            return new RunOutcome(
                    ExitCode.MEMBERS_LOST,
                    "rank 0 is done, but " + failed.size() + " of " + ends.size() + " ranks failed and --allow-lost is "
                            + plan.lossesAllowed() + list(failed));
        }
        int good = ends.size() - failed.size();
        return new RunOutcome(
                ExitCode.DONE, "done, " + good + " of " + ends.size() + " ranks ended with 0" + list(failed));
    }

    private static ExitCode codeOf(RankEnd end) {
        return Arrays.stream(ExitCode.values())
                .filter(each -> each.code() == end.exitCode() && each != ExitCode.DONE)
                .findFirst()
                .orElse(ExitCode.FAILED);
    }

    private static String list(List<RankEnd> failed) {
        if (failed.isEmpty()) {
            return "";
        }
        String more = failed.size() > NAMED_MAX ? ", and " + (failed.size() - NAMED_MAX) + " more" : "";
        return failed.stream().limit(NAMED_MAX).map(RankEnd::describe).collect(Collectors.joining(", ", ": ", more));
    }

    /**
     * The reason why the launcher stops all ranks.
     *
     * @param reason end of a sentence
     * @param culprit failed rank, or -1
     */
    record Halt(String reason, int culprit) {}
}
