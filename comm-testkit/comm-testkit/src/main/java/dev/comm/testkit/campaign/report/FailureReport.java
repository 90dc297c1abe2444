package dev.comm.testkit.campaign.report;

import dev.comm.api.Cause;
import dev.comm.testkit.ProgramFailure;
import dev.comm.testkit.Run;
import dev.comm.testkit.campaign.play.Case;
import dev.comm.testkit.campaign.play.Film;
import dev.comm.testkit.campaign.play.Moment;
import dev.comm.testkit.campaign.play.Symptom;
import dev.comm.testkit.campaign.shrink.PlanRanks;
import dev.comm.testkit.fault.FaultPlan;
import dev.comm.testkit.fault.PlannedFault;
import dev.comm.testkit.history.History;
import dev.comm.testkit.history.Occurrence;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apiguardian.api.API;

/** The report of a failure, as text or as a page that a {@link PictureProvider} makes. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class FailureReport {
    private static final int LAST_EVENTS = 14;
    private static final int TROUBLES_MAX = 12;
    private static final int BREACHES_MAX = 6;
    private static final int MESSAGE_LINES = 8;
    private static final Pattern RANK = Pattern.compile("(?:rank|node) (\\d+)");

    private final Title title;
    private final Finding finding;
    private final String where;
    private final Moment moment;

    /**
     * Creates a report.
     *
     * @param where the number of the failed run among all runs, with the engine
     */
    public FailureReport(Title title, Finding finding, String where) {
        this.title = title;
        this.finding = finding;
        this.where = where;
        this.moment = findMoment();
    }

    private Run run() {
        return finding.last().run();
    }

    private Moment findMoment() {
        return finding.last().breaches().stream()
                .filter(breach -> Symptom.promise(breach).equals(finding.symptom()))
                .findFirst()
                .map(breach -> Moment.of(run().history(), breach))
                .orElse(null);
    }

    /** Returns the time of the broken promise, or null if no promise broke or no run began. */
    public Moment moment() {
        return moment;
    }

    /** Returns the frames and occurrences in their order, or null if no run began. */
    public Film film() {
        return run() == null ? null : finding.last().film();
    }

    /** The name of the test. */
    public String name() {
        return title.name();
    }

    /** Returns the seed and the number of the failed run. */
    public String subtitle() {
        return "seed " + finding.first().played().seedText() + " · " + where;
    }

    /**
     * The errors, the main one first. If the machine was starved, a sentence about it stands before broken promises.
     */
    public List<String> wrong() {
        List<String> lines = new ArrayList<>(errors());
        if (run() != null && !run().strain().isEmpty()) {
            lines.add(moment == null ? lines.size() : 0, run().strain());
        }
        return lines;
    }

    private List<String> errors() {
        List<String> lines = new ArrayList<>();
        if (moment == null) {
            Throwable error = finding.last().error();
            String message = error instanceof ProgramFailure ? error.getMessage() : String.valueOf(error);
            message.lines().limit(MESSAGE_LINES).forEach(lines::add);
        } else {
            boolean timed = moment.breach().contains(" at t=");
            lines.add(moment.breach()
                    + (timed
                            ? ""
                            : ", at " + Wording.time(moment.nanos()) + ", occurrence " + moment.number() + " of "
                                    + run().history().all().size()));
            finding.last().breaches().stream()
                    .filter(breach -> !breach.equals(moment.breach()))
                    .limit(BREACHES_MAX)
                    .map(breach -> "also " + breach)
                    .forEach(lines::add);
        }
        return lines;
    }

    /** Returns a heading that says how much smaller the plan became. */
    public String planHeading() {
        int nodes = finding.last().played().nodes();
        return "minimal plan (" + finding.faultsKept() + " of " + finding.faultsBefore() + " faults, " + nodes + " of "
                + finding.first().played().nodes() + " nodes kept, " + finding.tries() + " tries)";
    }

    /** Returns the faults that the failure needs. */
    public List<String> planLines() {
        FaultPlan plan = finding.smallest().plan();
        return plan == null || plan.isEmpty()
                ? List.of("no fault of a plan is needed")
                : plan.faults().stream().map(PlannedFault::toString).toList();
    }

    /** Returns the faults that a plan or the test itself caused, and the losses that the master saw. */
    public List<String> troubleLines() {
        if (run() == null) {
            return List.of();
        }
        Wording wording = wording();
        List<String> lines = new ArrayList<>();
        run().planned()
                .forEach((when, times) ->
                        lines.add("planned by the test for " + when + (times > 0 ? "" : ": it did not come")));
        run().history().all().stream()
                .filter(FailureReport::isTrouble)
                .limit(TROUBLES_MAX)
                .map(each -> Wording.time(each.nanos()) + "  " + name(wording.member(each)) + "  " + wording.text(each))
                .forEach(lines::add);
        return lines;
    }

    private static boolean isTrouble(Occurrence each) {
        return each instanceof Occurrence.Fault
                || each instanceof Occurrence.Departed departed && departed.cause() != Cause.LEFT;
    }

    private static String name(int rank) {
        return rank == 0 ? "master" : "node " + rank;
    }

    /** Returns the last events of the members concerned. */
    List<String> lastEvents() {
        if (run() == null) {
            return List.of();
        }
        History history = run().history();
        Wording wording = wording();
        Set<Integer> concerned = concerned();
        int end = moment == null ? history.all().size() : moment.number();
        List<String> lines = new ArrayList<>();
        for (int i = end - 1; i >= 0 && lines.size() < LAST_EVENTS; i--) {
            Occurrence each = history.all().get(i);
            int member = wording.member(each);
            if (concerned.contains(member)) {
                lines.add(0, Wording.time(each.nanos()) + "  " + name(member) + "  " + wording.text(each));
            }
        }
        return lines;
    }

    /** Returns the words for the run. A run must have begun. */
    public Wording wording() {
        return new Wording(run().history(), size());
    }

    /** Number of members, the master included. */
    public int size() {
        return finding.last().played().nodes() + 1;
    }

    /**
     * Returns the master, the members that faults hit, and the members that the breach names. If there are no such
     * members beside the master, returns all members.
     */
    SortedSet<Integer> concerned() {
        SortedSet<Integer> ranks = new TreeSet<>(Set.of(0));
        FaultPlan plan = finding.smallest().plan();
        ranks.addAll(plan == null ? Set.of() : PlanRanks.of(plan));
        Matcher named = RANK.matcher(String.join(" ", wrong()));
        while (named.find()) {
            ranks.add(Integer.valueOf(named.group(1)));
        }
        if (run() != null) {
            run().history()
                    .of(Occurrence.Fault.class)
                    .forEach(fault -> ranks.add(wording().member(fault)));
        }
        if (ranks.size() == 1) {
            IntStream.range(0, size()).forEach(ranks::add);
        }
        return ranks;
    }

    /**
     * Returns the commands that repeat the failure: the command for the seed, and the command for the smallest case if
     * that is another case.
     */
    public List<String> replays() {
        List<String> lines = new ArrayList<>();
        lines.add(title.replay(finding.first().asked()));
        Case smallest = finding.smallest();
        if (!smallest.equals(finding.first().asked())) {
            lines.add(title.replay(smallest));
        }
        return lines;
    }

    String headline() {
        return title.name() + "   seed " + finding.first().played().seedText() + "  (" + where + ")";
    }

    /** Returns the versions and whether the failure repeats. */
    public String footer() {
        String repeats = finding.repeats() ? "determinism verified" : "determinism not verified";
        return "Comm " + Versions.comm() + ", JDK " + Runtime.version() + ", " + repeats
                + (finding.note().isEmpty() ? "" : " (" + finding.note() + ")");
    }

    /**
     * Returns the whole text of the report.
     *
     * @param files further lines, which name the written files
     */
    public String text(List<String> files) {
        List<String> wrong = wrong();
        StringBuilder text = new StringBuilder(wrong.get(0)).append('\n');
        text.append("  ").append(headline()).append('\n');
        wrong.stream().skip(1).forEach(line -> text.append("  ").append(line).append('\n'));
        text.append("  ").append(planHeading()).append(":\n");
        planLines().forEach(line -> text.append("      ").append(line).append('\n'));
        List<String> troubles = troubleLines();
        if (!troubles.isEmpty()) {
            text.append("  what went wrong in this run, by the plan or by the test:\n");
            troubles.forEach(line -> text.append("      ").append(line).append('\n'));
        }
        List<String> last = lastEvents();
        if (!last.isEmpty()) {
            text.append("  last events of ").append(names()).append(":\n");
            last.forEach(line -> text.append("      ").append(line).append('\n'));
        }
        replays().forEach(line -> text.append("  replay:  ").append(line).append('\n'));
        files.forEach(line -> text.append("  ").append(line).append('\n'));
        return text.append("  ").append(footer()).append('\n').toString();
    }

    private String names() {
        List<String> names = concerned().stream()
                .map(rank -> rank == 0 ? "the master" : "node " + rank)
                .toList();
        return String.join(", ", names);
    }
}
