package dev.comm.node;

import dev.comm.api.Cause;
import dev.comm.core.communicator.MembershipSession;
import dev.comm.core.driver.Environment;
import dev.comm.core.machine.Completion;
import dev.comm.core.machine.LeaveCall;
import dev.comm.core.machine.Nanos;
import dev.comm.core.machine.Value;
import dev.comm.node.machine.work.Assignment;
import dev.comm.node.machine.work.Overrun;
import dev.comm.node.machine.work.OverrunCall;
import java.util.List;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The watch that frees the slots of handlers whose result no call waits for any more (W2).
 *
 * <p>The thread of a handler is interrupted at the timeout of its attempt. A handler that still runs after the grace
 * period loses its slot to a new thread. If no new thread can be created, the node leaves as HUNG, and other nodes run
 * its tasks.
 */
final class OverrunWatch {
    private static final Logger LOG = LoggerFactory.getLogger(OverrunWatch.class);

    private static final int FRAMES_MAX = 30;

    private final MembershipSession session;
    private final Environment environment;
    private final List<HandlerSlot> slots;
    private final Predicate<HandlerSlot> replacement;

    /**
     * Creates a watch that does not run yet.
     *
     * @param slots the present slots; the list may change
     * @param replacement function that gives a slot a new thread, and returns false if the slot must not have one
     */
    OverrunWatch(
            MembershipSession session,
            Environment environment,
            List<HandlerSlot> slots,
            Predicate<HandlerSlot> replacement) {
        this.session = session;
        this.environment = environment;
        this.slots = slots;
        this.replacement = replacement;
    }

    /** Waits for the next overrun, until the membership is over or another watch begins. */
    void begin() {
        Completion<Overrun> told = session.driver().submit(new OverrunCall());
        told.whenDone(() -> {
            // After the end of the membership there is nothing to do, so no thread is needed.
            if (told.failure() == null && told.result() != null) {
                environment.callbacks().execute(() -> act(told.result()));
            }
        });
    }

    private void act(Overrun overrun) {
        switch (overrun.measure()) {
            case INTERRUPT -> slots.forEach(slot -> slot.interrupt(overrun.assignment()));
            case ABANDON -> slots.forEach(slot -> abandon(slot, overrun.assignment()));
        }
        begin();
    }

    private void abandon(HandlerSlot slot, Assignment assignment) {
        Thread stuck = slot.retire(assignment);
        if (stuck == null) {
            return;
        }
        String what = sentence(assignment);
        if (replacement.test(slot)) {
            LOG.warn("{}; a new thread takes its slot. It runs{}", what, stack(stuck));
        } else {
            LOG.warn("{}; the node leaves, and other nodes run its tasks. It runs{}", what, stack(stuck));
            session.driver().submit(new LeaveCall(Cause.HUNG, what, Value.NONE, 0));
        }
    }

    private String sentence(Assignment assignment) {
        return "let handler '" + assignment.handler() + "' end when its thread is interrupted: "
                + (assignment.isTask() ? "task " + (int) assignment.id() : "a request") + " still runs on rank "
                + session.membership().rank() + " "
                + Nanos.text(Nanos.of(session.config().timing().termGrace()))
                + " after it was interrupted at its timeout or cancellation";
    }

    private static String stack(Thread thread) {
        StringBuilder text = new StringBuilder();
        StackTraceElement[] frames = thread.getStackTrace();
        for (int i = 0; i < Math.min(frames.length, FRAMES_MAX); i++) {
            text.append("\n\tat ").append(frames[i]);
        }
        return text.length() == 0 ? " no more" : text.toString();
    }
}
