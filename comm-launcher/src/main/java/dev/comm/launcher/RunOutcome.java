package dev.comm.launcher;

import dev.comm.core.role.DepartureFile.Loss;
import dev.comm.core.role.ExitCode;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The outcome of a run.
 *
 * @param code the exit code of the launcher, and of the report
 * @param sentence summary for the last line of output and for the report
 */
record RunOutcome(int code, String sentence) {
    private static final int NAMED_MAX = 10;
    private static final int SIGNALLED = 128;

    /** The text for an exit code with which rank 0 judges its own program. */
    private static final String JUDGED = " (its output says why; --allow-lost does not change the code of rank 0)";

    /**
     * Judges a run. The reason that stopped the run decides first, then the end of rank 0, then the number of other
     * ranks that failed or were lost. A rank whose departure was unplanned was lost, with any exit code.
     *
     * @param ends the ends of all ranks, by rank
     * @param lost the losses that rank 0 recorded, by rank
     * @param halt reason why the launcher stopped the ranks, or null
     */
    static RunOutcome of(RunPlan plan, List<RankEnd> ends, Map<Integer, Loss> lost, Halt halt) {
        List<RankEnd> failed = ends.stream()
                .filter(end -> end.failed() || isLost(end, lost))
                .sorted(Comparator.comparing(end -> failedAt(end, lost)))
                .toList();
        if (halt != null) {
            int code = halt.culprit() < 0 ? halt.code() : codeOf(ends.get(halt.culprit()));
            return new RunOutcome(code, "stopped because " + halt.reason() + list(failed, lost));
        }
        if (ends.get(0).failed()) {
            return new RunOutcome(codeOf(ends.get(0)), "failed" + list(failed, lost));
        }
        if (failed.size() > plan.lossesAllowed()) {
            return new RunOutcome(
                    ExitCode.MEMBERS_LOST.code(),
                    "rank 0 is done, but " + failed.size() + " of " + ends.size() + " ranks failed and --allow-lost is "
                            + plan.lossesAllowed() + list(failed, lost));
        }
        int good = ends.size() - failed.size();
        boolean onlyZero = failed.stream().allMatch(end -> end.exitCode() != 0)
                && ends.stream().noneMatch(RankEnd::isDrained);
        String how = onlyZero ? "ended with 0" : "left in order";
        return new RunOutcome(
                ExitCode.DONE.code(), "done, " + good + " of " + ends.size() + " ranks " + how + list(failed, lost));
    }

    /** Returns whether a rank was lost. Rank 0 reports its own end by its exit code. */
    private static boolean isLost(RankEnd end, Map<Integer, Loss> lost) {
        return end.rank() > 0 && !end.spare() && lost.containsKey(end.rank());
    }

    /**
     * Returns the time of the failure. If a loss was recorded before the end of the process, the time of the loss
     * counts.
     */
    private static Instant failedAt(RankEnd end, Map<Integer, Loss> lost) {
        Instant ended = end.ended();
        Loss loss = lost.get(end.rank());
        return loss == null || loss.at().isAfter(ended) ? ended : loss.at();
    }

    private static int codeOf(RankEnd end) {
        return Arrays.stream(ExitCode.values())
                .filter(each -> each.code() == end.exitCode() && each != ExitCode.DONE)
                .findFirst()
                .orElse(ExitCode.FAILED)
                .code();
    }

    private static String list(List<RankEnd> failed, Map<Integer, Loss> lost) {
        if (failed.isEmpty()) {
            return "";
        }
        String more = failed.size() > NAMED_MAX ? ", and " + (failed.size() - NAMED_MAX) + " more" : "";
        return failed.stream()
                .limit(NAMED_MAX)
                .map(end -> end.describe() + how(end, lost.get(end.rank())))
                .collect(Collectors.joining(", ", ": ", more));
    }

    /** Returns the facts that are not visible in the exit code. */
    private static String how(RankEnd end, Loss loss) {
        if (end.rank() == 0) {
            return end.exitCode() == ExitCode.MEMBERS_LOST.code() ? JUDGED : "";
        }
        if (loss == null) {
            return "";
        }
        return switch (loss.cause()) {
            case CLOSED, RESET ->
                end.exitCode() == 0
                        ? " but never left (return from its program or call close() before System.exit)"
                        : "";
            case FAILED -> end.exitCode() == 0 ? " although its program failed" : "";
            default -> " and was lost before (" + loss.cause() + ", " + loss.detail() + ")";
        };
    }

    /**
     * The reason why the launcher stops all ranks.
     *
     * @param reason reason, as the end of a sentence
     * @param culprit failed rank, or -1
     * @param code exit code of the launcher without a culprit
     */
    record Halt(String reason, int culprit, int code) {
        /** The reason when a user or a program sent a signal. */
        static final String ASKED = "comm run was asked to end";

        private static final String KILLED = "; the ranks were killed";

        /** Creates the reason for a run that the launcher itself fails. */
        static Halt failure(String reason) {
            return new Halt(reason, -1, ExitCode.FAILED.code());
        }

        /** Creates the reason for a failed rank, whose exit code becomes the exit code of the launcher. */
        static Halt failed(int rank) {
            return new Halt("rank " + rank + " failed", rank, ExitCode.FAILED.code());
        }

        /** Creates the reason for a signal that ends the launcher, with an exit code as in a shell. */
        static Halt signalled(String reason, int signal) {
            return new Halt(reason, -1, SIGNALLED + signal);
        }

        /** Returns this reason after a further signal, which ends the ranks without the grace. */
        Halt killed() {
            String twice = reason.equals(ASKED) ? " twice" : "";
            return reason.endsWith(KILLED) ? this : new Halt(reason + twice + KILLED, culprit, code);
        }
    }
}
