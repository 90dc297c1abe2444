package dev.comm.master.machine.work;

import java.util.List;

/** The description of the tasks that a lost node held, for the log line about its departure. */
final class LostWork {
    private final AbleNodes nodes;

    LostWork(AbleNodes nodes) {
        this.nodes = nodes;
    }

    /**
     * Returns a text, for example {@code it held 3 unanswered tasks: other nodes run them again}; empty if the node
     * held no task.
     */
    String text(NodeLoad load, long now) {
        List<Attempt> held = load.held();
        if (held.isEmpty()) {
            return "";
        }
        boolean one = held.size() == 1;
        String what = "it held " + held.size() + (one ? " unanswered task: " : " unanswered tasks: ");
        if (one && load.isAlone() && held.get(0).task().failsByNextLoss()) {
            return what + "it fails, because it was lost with its node too often";
        }
        boolean able = held.stream()
                .allMatch(attempt -> nodes.until(attempt.task().batch().spec(), now) != AbleNodes.NONE);
        if (!able) {
            return what + (one ? "it waits" : "they wait") + " for a node that can take " + (one ? "it" : "them")
                    + ", because none is left";
        }
        return what + (one ? "another node runs it again" : "other nodes run them again, one at a time");
    }
}
