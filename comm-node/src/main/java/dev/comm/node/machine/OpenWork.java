package dev.comm.node.machine;

import dev.comm.core.machine.WaitRow;
import dev.comm.node.machine.collective.Collectives;
import dev.comm.node.machine.membership.NodeStep;
import dev.comm.node.machine.membership.OrderlyLeave;
import dev.comm.node.machine.message.Messages;
import dev.comm.node.machine.work.RequestTracker;
import java.util.ArrayList;
import java.util.List;

/** The open calls and the open work for which a leave waits. */
final class OpenWork implements WaitRow<NodeStep> {
    private final OrderlyLeave departing;
    private final Collectives collectives;
    private final Messages messages;
    private final RequestTracker work;
    private boolean isProgramAwaited;

    OpenWork(OrderlyLeave departing, Collectives collectives, Messages messages, RequestTracker work) {
        this.departing = departing;
        this.collectives = collectives;
        this.messages = messages;
        this.work = work;
    }

    /** Makes the leave wait for the end of the program, or not any more. */
    void awaitProgram(boolean now) {
        isProgramAwaited = now;
    }

    boolean isProgramAwaited() {
        return isProgramAwaited;
    }

    boolean isFinished() {
        return !isProgramAwaited && !collectives.isOpen() && work.isFinished() && !messages.isSending();
    }

    @Override
    public long nextLineNanos() {
        return departing.nextLineNanos();
    }

    @Override
    public void writeLines(NodeStep now) {
        List<String> open = new ArrayList<>();
        if (isProgramAwaited) {
            open.add("the end of its program");
        }
        if (collectives.isOpen()) {
            open.add("its open collectives");
        }
        if (!work.isFinished()) {
            open.add("its running handlers");
        }
        if (messages.isSending()) {
            open.add("its messages");
        }
        departing.writeLine(String.join(", ", open), now);
    }
}
