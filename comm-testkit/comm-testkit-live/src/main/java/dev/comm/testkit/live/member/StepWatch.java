package dev.comm.testkit.live.member;

import dev.comm.api.protocol.FrameType;
import dev.comm.testkit.fault.Step;
import dev.comm.testkit.live.environment.LiveWatcher;
import dev.comm.testkit.live.journal.Journal;
import dev.comm.testkit.live.journal.MemberAssignment;
import dev.comm.testkit.live.journal.Note;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * A watch that records steps of this member. At a step with a plan, the member stops until it receives the order to go
 * on. It stops as a stopped process would, under every lock.
 */
final class StepWatch implements LiveWatcher {
    private final Journal journal;
    private final Orders orders;
    private final boolean all;
    private final List<Waiting> waiting = new ArrayList<>();

    /**
     * Creates a watch without plans.
     *
     * @param all whether the watch records every step
     */
    StepWatch(Journal journal, Orders orders, boolean all) {
        this.journal = journal;
        this.orders = orders;
        this.all = all;
    }

    synchronized void add(MemberAssignment.Watch watch) {
        waiting.add(new Waiting(watch.plan(), Step.parse(watch.step()), watch.occurrence()));
    }

    synchronized void remove(int plan) {
        waiting.removeIf(each -> each.plan == plan);
    }

    @Override
    public void listening(InetSocketAddress address) {
        journal.append(new Note.Listening());
    }

    @Override
    public void sending(FrameType type) {
        happened(Step.of(Step.When.SENDING, type));
    }

    @Override
    public void sent(FrameType type) {
        happened(Step.of(Step.When.SENT, type));
    }

    @Override
    public void received(FrameType type) {
        happened(Step.of(Step.When.RECEIVED, type));
    }

    private void happened(Step step) {
        if (step.frame() == null) {
            return; // bytes of a stranger
        }
        List<Integer> reached = count(step);
        for (int plan : reached) {
            journal.append(new Note.Reached(plan));
            orders.await(plan);
        }
    }

    private synchronized List<Integer> count(Step step) {
        List<Integer> reached = new ArrayList<>();
        boolean wanted = all;
        for (Waiting each : waiting) {
            if (each.step.equals(step)) {
                wanted = true;
                if (--each.left == 0) {
                    reached.add(each.plan);
                }
            }
        }
        waiting.removeIf(each -> each.left == 0);
        if (wanted) {
            journal.append(new Note.Stepped(step.toString()));
        }
        return reached;
    }

    /** A plan that waits for a step. */
    private static final class Waiting {
        private final int plan;
        private final Step step;
        private int left;

        Waiting(int plan, Step step, int occurrence) {
            this.plan = plan;
            this.step = step;
            this.left = occurrence;
        }
    }
}
