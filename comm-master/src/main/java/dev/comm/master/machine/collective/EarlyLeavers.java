package dev.comm.master.machine.collective;

import dev.comm.api.Cause;
import dev.comm.api.RankSet;
import dev.comm.api.error.PlainText;
import dev.comm.core.machine.Notice;
import dev.comm.master.machine.membership.MasterStep;
import dev.comm.master.machine.membership.PendingDeparture;
import dev.comm.master.machine.membership.RankText;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The members of one program that left in order before a collective that other members call. Such a collective has no
 * values of these members. Usually the cause is a program that calls the collective on some ranks only.
 */
final class EarlyLeavers {
    private final MasterStep step;
    private final SortedSet<Integer> left = new TreeSet<>();
    private String reason = "";
    private boolean untold;

    EarlyLeavers(MasterStep step) {
        this.step = step;
    }

    /** Records that a member takes a rank. */
    void entered(int rank) {
        left.remove(rank);
    }

    /** Records that a member departed. */
    void departed(PendingDeparture pending) {
        if (pending.departure().cause() == Cause.LEFT) {
            left.add(pending.departure().rank());
            reason = pending.departure().detail();
            untold = true;
        }
    }

    /**
     * Warns of a collective that was decided without members that left. Each set of leavers causes one warning only.
     */
    void decided(CollectiveInstance instance) {
        if (!untold) {
            return;
        }
        SortedSet<Integer> without = new TreeSet<>(left);
        instance.arrivals().all().stream()
                .filter(ArrivalState::hasArrived)
                .forEach(each -> without.remove(each.rank()));
        if (without.isEmpty()) {
            return;
        }
        untold = false;
        String call = instance.signature().word() + " number " + instance.sequence();
        step.warn("call it on every rank, or set min.survivors if ranks may leave early: " + call
                + " was decided without " + RankText.sentence(without) + ", which had left"
                + (reason.isEmpty() ? "" : ": " + PlainText.of(reason)));
        step.out().publish(new Notice.CalledWithoutLeavers(call, RankSet.copyOf(without)));
    }
}
