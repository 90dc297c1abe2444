package dev.comm.testkit.history.check;

import dev.comm.testkit.history.Check;
import dev.comm.testkit.history.History;
import dev.comm.testkit.history.Occurrence;
import dev.comm.testkit.history.check.collective.CollectiveChecks;
import dev.comm.testkit.history.check.membership.MembershipChecks;
import dev.comm.testkit.history.check.message.MessageChecks;
import dev.comm.testkit.history.check.work.WorkChecks;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** The checker that runs all checks over a history. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class HistoryChecker {
    /** The letters of the promises, in the order of the document. */
    private static final String LETTERS = "BCDRPTLSNMWA";

    private static final List<Check> ALL = Stream.of(
                    CollectiveChecks.ALL, MembershipChecks.ALL, MessageChecks.ALL, WorkChecks.ALL)
            .flatMap(List::stream)
            .sorted(Comparator.comparingInt(HistoryChecker::place))
            .toList();

    private HistoryChecker() {}

    /** Returns the place of the promise in the document, by its letter and then by its number. */
    private static int place(Check check) {
        return LETTERS.indexOf(check.id().charAt(0)) * 100
                + Integer.parseInt(check.id().substring(1));
    }

    /** Returns every check, in the order of the document. */
    public static List<Check> checks() {
        return ALL;
    }

    /** Returns every breach with the id of its promise, or an empty list if all promises were kept. */
    public static List<String> breaches(History history) {
        List<String> found = new ArrayList<>();
        for (Check check : ALL) {
            check.breaches(history).forEach(breach -> found.add(check.id() + ": " + breach));
        }
        history.of(Occurrence.Complaint.class)
                .forEach(complaint -> found.add(complaint.promise() + ": " + complaint.detail()));
        return found;
    }
}
