package dev.comm.master.machine.collective;

import dev.comm.core.machine.Nanos;
import dev.comm.core.machine.Notice;
import dev.comm.core.machine.WaitAlarm;
import dev.comm.master.machine.membership.MasterContext;
import dev.comm.master.machine.membership.Node;
import dev.comm.master.machine.membership.NodeFacts;
import dev.comm.master.machine.membership.RankText;
import java.util.List;

/** The log lines on rank 0 about a collective that waits (W1). */
final class WaitLine {
    private final MasterContext context;
    private final CollectiveInstance instance;

    WaitLine(MasterContext context, CollectiveInstance instance) {
        this.context = context;
        this.instance = instance;
    }

    /**
     * Logs the members that the collective waits for, and their known state. Logs nothing if the collective waits for
     * no member and no operator runs.
     */
    void waiting(WaitAlarm alarm) {
        List<ArrivalState> missing = instance.arrivals().unsettled();
        if (instance.signature() == null || missing.isEmpty() && !instance.isCombining()) {
            return;
        }
        Notice.Waiting notice = new Notice.Waiting(
                instance.communicator(),
                instance.sequence(),
                instance.signature().word(),
                alarm.sinceNanos(),
                DecisionBuilder.missing(instance),
                instance.arrivals().all().size());
        context.step().warn(sentence(notice, missing));
        context.step().out().publish(notice);
    }

    private String sentence(Notice.Waiting notice, List<ArrivalState> missing) {
        String name = name(notice.communicator(), notice.sequence(), notice.word());
        String waited = " for " + Nanos.text(context.step().now() - notice.sinceNanos());
        return missing.isEmpty()
                ? name + " waits for its operator on rank 0" + waited
                : name + " waits for " + RankText.sentence(notice.missing()) + " of " + notice.of() + waited + "; "
                        + known(missing);
    }

    /** Logs that the collective has ended. The caller does this only if the wait was logged. */
    void over(WaitAlarm alarm) {
        Notice.Resumed notice = new Notice.Resumed(
                instance.communicator(),
                instance.sequence(),
                instance.signature().word(),
                alarm.sinceNanos());
        String name = name(notice.communicator(), notice.sequence(), notice.word());
        context.step().info(name + " ended after " + Nanos.text(context.step().now() - notice.sinceNanos()));
        context.step().out().publish(notice);
    }

    private static String name(int communicator, long sequence, String word) {
        return word + " " + sequence + (communicator == 0 ? "" : " of communicator " + communicator);
    }

    /** Returns a hint how to see where the program of the missing node stands, if exactly one node is missing. */
    private static String stack(List<ArrivalState> missing) {
        if (missing.size() > 1 || missing.get(0).isLocal()) {
            return "";
        }
        NodeFacts facts = missing.get(0).node().facts();
        return "; jstack " + facts.pid() + " on " + facts.host() + " shows where it is";
    }

    private String known(List<ArrivalState> missing) {
        boolean isRank0 = missing.get(0).isLocal();
        List<Node> nodes = missing.stream()
                .filter(each -> !each.isLocal())
                .map(ArrivalState::node)
                .toList();
        String of0 = isRank0 ? context.signs().ofRank0() : "";
        String ofNodes = nodes.isEmpty() ? "" : context.signs().of(nodes);
        String signs = !isRank0 ? ofNodes : nodes.isEmpty() ? of0 : "rank 0: " + of0 + "; " + ofNodes;
        boolean haveAllCalled = missing.stream().allMatch(ArrivalState::hasArrived);
        return haveAllCalled ? "called, but without their whole part yet; " + signs : signs + stack(missing);
    }
}
