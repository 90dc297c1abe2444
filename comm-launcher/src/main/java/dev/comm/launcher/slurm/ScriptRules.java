package dev.comm.launcher.slurm;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The rules for the values of a batch file. */
public final class ScriptRules {
    private static final int TASKS_MAX = 65_536;
    private static final int OUTPUT_LENGTH_MAX = 1024;
    /** The longest time before the limit that sbatch takes for a signal. */
    private static final Duration NOTICE_MAX = Duration.ofSeconds(65_535);

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    /** A setting with a secret, as variable or as property. A shell may still take the value from elsewhere. */
    private static final Pattern SECRET =
            Pattern.compile("((?<![A-Za-z0-9_])|(?<=-D))(COMM_SECRET(_OLD)?|comm\\.secret(\\.old)?)=(?![\"']?\\$)");

    private final ScriptPlan plan;
    private final Map<String, String> environment;

    private ScriptRules(ScriptPlan plan, Map<String, String> environment) {
        this.plan = plan;
        this.environment = environment;
    }

    /**
     * Describes the first wrong value of a plan, with the cure first, or returns null.
     *
     * @param environment the variables of this process, whose secrets the file must not contain
     */
    public static String objection(ScriptPlan plan, Map<String, String> environment) {
        ScriptRules rules = new ScriptRules(plan, environment);
        return Stream.of(rules.ofNumbers(), rules.ofTexts(), rules.ofSecrets(), rules.ofTimes())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private String ofNumbers() {
        if (plan.ranks() < 1 || plan.ranks() > TASKS_MAX) {
            return "-n is 1 to " + TASKS_MAX + ", not " + plan.ranks();
        }
        if (plan.spares() < 0 || plan.spares() > TASKS_MAX) {
            return "--spares is 0 to " + TASKS_MAX + ", not " + plan.spares();
        }
        if (plan.tasks() < 2) {
            return "give -n 2 or more, or --spares 1: Slurm gives no rank to a step with one task";
        }
        return plan.cpusPerTask() >= 1 && plan.cpusPerTask() <= TASKS_MAX
                ? null
                : "--cpus-per-task is 1 to " + TASKS_MAX + ", not " + plan.cpusPerTask();
    }

    private String ofTexts() {
        if (!NAME.matcher(plan.name()).matches()) {
            return "write --job-name with 1 to 64 letters, digits, '.', '_' and '-', a letter or digit first: '"
                    + plan.name() + "' has another form";
        }
        if (!isFileName(plan.output())) {
            return "write --output with 1 to " + OUTPUT_LENGTH_MAX
                    + " characters, without quotes, backslashes and control characters: '" + plan.output()
                    + "' has another form";
        }
        String program = plan.command().get(0);
        return program.isBlank() || program.startsWith("-")
                ? "write the program after --, such as -- java -cp 'lib/*' app.Main: '" + program + "' is no program"
                : null;
    }

    private static boolean isFileName(String text) {
        return !text.isBlank()
                && text.length() <= OUTPUT_LENGTH_MAX
                && text.chars().noneMatch(each -> Character.isISOControl(each) || "\"'\\".indexOf(each) >= 0);
    }

    /** Refuses secrets, because other users can read the arguments of processes, and often the files of jobs. */
    private String ofSecrets() {
        if (plan.command().stream().anyMatch(SECRET.asPredicate())) {
            return "leave the secret out, because rank 0 makes one for the run, or name a file by COMM_SECRET_FILE:"
                    + " an argument sets a secret, and others can read arguments";
        }
        List<String> own = Stream.of("COMM_SECRET", "COMM_SECRET_OLD")
                .map(name -> environment.getOrDefault(name, "").strip())
                .filter(value -> !value.isEmpty())
                .toList();
        boolean hasOwn = Stream.concat(plan.command().stream(), Stream.of(plan.name(), plan.output()))
                .anyMatch(text -> own.stream().anyMatch(text::contains));
        return hasOwn ? "leave the secret out: a value contains the COMM_SECRET of this shell" : null;
    }

    private String ofTimes() {
        if (plan.grace() != null && plan.grace().toSeconds() < 1) {
            return "--grace is 1s or more, not " + plan.grace().toMillis() + "ms";
        }
        if (plan.notice().compareTo(NOTICE_MAX) > 0) {
            return "--grace is at most 18h, because sbatch sends no signal earlier before the time limit; not "
                    + plan.grace().toSeconds() + "s";
        }
        if (plan.time() != null && plan.time().compareTo(plan.tooShort()) <= 0) {
            return "give a --time of more than " + plan.tooShort().toSeconds() + "s"
                    + (plan.grace() == null ? "" : ", or a shorter --grace") + ": Slurm asks"
                    + " the ranks to end " + plan.notice().toSeconds() + " s before the limit, or up to a minute"
                    + " earlier, and the limit is " + plan.time().toSeconds() + " s";
        }
        return null;
    }
}
