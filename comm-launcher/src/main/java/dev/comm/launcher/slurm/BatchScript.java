package dev.comm.launcher.slurm;

import java.time.Duration;

/**
 * A file for {@code sbatch}. The job and its only step go on when a node or a task is lost, and the ranks are asked to
 * end before the time limit.
 */
public final class BatchScript {
    private static final String SRUN =
            "srun --cpus-per-task=\"$SLURM_CPUS_PER_TASK\" --no-kill --kill-on-bad-exit=0 --wait=0 --label";

    private final StringBuilder text = new StringBuilder("#!/bin/bash\n");

    private BatchScript() {}

    /** Returns the text of the file. */
    public static String of(ScriptPlan plan) {
        BatchScript script = new BatchScript();
        script.addDirectives(plan);
        script.addCommand(plan);
        return script.text.toString();
    }

    private void addDirectives(ScriptPlan plan) {
        directive("job-name=" + plan.name());
        directive("ntasks=" + plan.tasks());
        directive("cpus-per-task=" + plan.cpusPerTask());
        if (plan.time() != null) {
            directive("time=" + clock(plan.time()));
        }
        directive("signal=TERM@" + plan.notice().toSeconds());
        directive("no-kill");
        directive("output=" + value(plan.output()));
    }

    private void addCommand(ScriptPlan plan) {
        if (plan.spares() > 0) {
            text.append("export COMM_SPARES=").append(plan.spares()).append('\n');
        }
        if (plan.grace() != null) {
            text.append("export COMM_TERM_GRACE=")
                    .append(plan.grace().toSeconds())
                    .append("s\n");
        }
        text.append(SRUN)
                .append(" \\\n  ")
                .append(ShellWord.line(plan.command()))
                .append('\n');
    }

    private void directive(String option) {
        text.append("#SBATCH --").append(option).append('\n');
    }

    /** Returns a value for sbatch, which splits its lines at blanks and takes {@code #} as the begin of a comment. */
    private static String value(String text) {
        return text.matches("[A-Za-z0-9_%+=:,./-]+") ? text : '"' + text + '"';
    }

    private static String clock(Duration time) {
        String clock = String.format("%02d:%02d:%02d", time.toHoursPart(), time.toMinutesPart(), time.toSecondsPart());
        return time.toDays() > 0 ? time.toDays() + "-" + clock : clock;
    }
}
