package dev.comm.testkit.farm;

import java.util.List;
import java.util.stream.Stream;

/** All protocols that are wrong on purpose. They show that the checks of the kit can fail. */
final class Farm {
    private Farm() {}

    static List<Bug> bugs() {
        return Stream.of(
                        VerdictBugs.all(),
                        MembershipBugs.all(),
                        ValueBugs.all(),
                        AllToAllBugs.all(),
                        DuplicateBugs.all(),
                        MessageBugs.all(),
                        WorkBugs.all(),
                        BatchBugs.all(),
                        DrainBugs.all(),
                        TimeBugs.all())
                .flatMap(List::stream)
                .toList();
    }
}
