package dev.comm.testkit.campaign;

import dev.comm.testkit.MissingCapability;
import dev.comm.testkit.campaign.play.Case;
import dev.comm.testkit.campaign.play.CasePlayer;
import dev.comm.testkit.campaign.play.Outcome;
import dev.comm.testkit.campaign.play.Repetition;
import dev.comm.testkit.campaign.play.Rethrown;
import dev.comm.testkit.fault.FaultPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A series of cases, which it plays on one or several threads until one fails. The result is the first failure in the
 * order of the cases, not in time, so that the number of threads changes only the duration.
 */
final class CaseSeries {
    private final CasePlayer stage;
    private final List<Case> cases;
    private final Totals totals;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicReference<Failed> failed = new AtomicReference<>(new Failed(Integer.MAX_VALUE, null, null));
    private double repeatedShare;
    private int strikeFrom = Integer.MAX_VALUE;
    private long endNanos = Long.MAX_VALUE;
    private volatile RuntimeException stopped;
    private volatile Outcome first;

    CaseSeries(CasePlayer stage, List<Case> cases, Totals totals) {
        this.stage = stage;
        this.cases = cases;
        this.totals = totals;
    }

    /**
     * The first case that failed.
     *
     * @param index the position of the case
     * @param outcome the outcome of the case
     * @param difference the first event that did not repeat, null if the scenario failed
     */
    record Failed(int index, Outcome outcome, String difference) {}

    /**
     * Sets the share of the cases that are played a second time. The first case is always repeated, unless the share is
     * 0.
     */
    CaseSeries repeat(double share) {
        repeatedShare = stage.isRepeatable() ? share : 0;
        return this;
    }

    /**
     * Requires, from this case on, that each fault of a plan happens. These cases were made from a run that did the
     * step of the fault.
     */
    CaseSeries allStrike(int from) {
        strikeFrom = from;
        return this;
    }

    /** Limits the real time. No case begins after this time; null stands for no limit. */
    CaseSeries within(Duration time) {
        endNanos = time == null ? Long.MAX_VALUE : System.nanoTime() + time.toNanos();
        return this;
    }

    /** Plays the cases. Returns the first failure, or null if no case failed. */
    Failed play(int threads) {
        if (threads == 1) {
            work();
        } else {
            playOn(threads);
        }
        if (stopped != null) {
            throw stopped;
        }
        if (failed.get().outcome() == null) {
            repeatFirst();
        }
        return failed.get().outcome() == null ? null : failed.get();
    }

    /** Plays the first case once more after the others, because state that runs share may change it only then. */
    private void repeatFirst() {
        if (repeatedShare > 0 && first != null && totals.runs() > 1 && !isLate()) {
            String difference = new Repetition(stage).differenceAtEnd(first);
            if (difference != null) {
                fail(new Failed(0, first, difference));
            }
        }
    }

    private boolean isLate() {
        return endNanos != Long.MAX_VALUE && System.nanoTime() - endNanos > 0;
    }

    private void playOn(int threads) {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> workers = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                workers.add(pool.submit(this::work));
            }
            for (Future<?> worker : workers) {
                worker.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CampaignInterrupted(e);
        } catch (java.util.concurrent.ExecutionException e) {
            throw Rethrown.asIs(e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    private void work() {
        for (int i = next.getAndIncrement(); i < cases.size(); i = next.getAndIncrement()) {
            if (i > 0 && isLate() || stopped != null || i > failed.get().index()) {
                return;
            }
            one(i);
        }
    }

    private void one(int index) {
        try {
            Outcome outcome = stage.play(cases.get(index));
            if (outcome.isFailed()) {
                fail(new Failed(index, outcome, null));
                return;
            }
            if (index == 0) {
                first = outcome;
            }
            totals.add(outcome.run());
            checkStruck(index, outcome);
            if (isRepeated(index)) {
                String difference = new Repetition(stage).difference(outcome);
                if (difference == null) {
                    totals.addRepeated();
                } else {
                    fail(new Failed(index, outcome, difference));
                }
            }
        } catch (MissingCapability missing) {
            stopped = missing;
        }
    }

    private void checkStruck(int index, Outcome outcome) {
        FaultPlan plan = outcome.played().plan();
        if (index >= strikeFrom && plan != null && !outcome.run().struck().containsAll(plan.faults())) {
            throw new AssertionError(
                    "of the plan " + plan + " only " + outcome.run().struck()
                            + " happened, though the run without the last fault came to its step; " + outcome.played());
        }
    }

    private void fail(Failed candidate) {
        failed.accumulateAndGet(candidate, (known, now) -> now.index() < known.index() ? now : known);
    }

    private boolean isRepeated(int index) {
        boolean due = Math.floor((index + 1) * repeatedShare) > Math.floor(index * repeatedShare);
        return repeatedShare > 0 && (index == 0 || due);
    }
}
