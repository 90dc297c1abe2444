package dev.comm.testkit.campaign;

import dev.comm.testkit.campaign.play.Case;
import dev.comm.testkit.campaign.play.CasePlayer;
import dev.comm.testkit.campaign.play.Outcome;
import dev.comm.testkit.campaign.play.Repetition;
import dev.comm.testkit.campaign.play.Symptom;
import dev.comm.testkit.campaign.report.Finding;
import dev.comm.testkit.campaign.shrink.Shrinking;
import dev.comm.testkit.fault.FaultPlan;
import java.time.Duration;

/**
 * The search for the core of a failure. It finds the smallest case that fails in the same way, and whether this case
 * repeats.
 */
final class Investigation {
    private static final int TRIES_MAX = 2_000;
    private static final Duration TIME_MAX = Duration.ofSeconds(20);

    private final CasePlayer stage;
    private final boolean shrinks;

    Investigation(CasePlayer stage, boolean shrinks) {
        this.stage = stage;
        this.shrinks = shrinks && stage.isRepeatable();
    }

    Finding of(Outcome first) {
        Symptom symptom = first.symptoms().get(0);
        if (!stage.isRepeatable()) {
            return new Finding(first, first, symptom, 0, false, "the engine does not repeat runs");
        }
        Outcome again = stage.film(first.played());
        if (!shows(again, symptom)) {
            return new Finding(first, first, symptom, 1, false, "a second run of the same seed " + how(again));
        }
        Case start = again.planned();
        if (!shrinks || isMisuse(first)) {
            return finding(first, again, symptom, 1, "");
        }
        if (!shows(stage.play(start), symptom)) {
            return finding(first, again, symptom, 1, "the plan alone does not fail");
        }
        return shrunk(first, again, symptom, start);
    }

    /**
     * Returns whether the cluster refused the scenario before the run. With fewer nodes, the message would no longer be
     * true.
     */
    private static boolean isMisuse(Outcome first) {
        return first.run() == null
                && (first.error() instanceof IllegalArgumentException
                        || first.error() instanceof IllegalStateException);
    }

    private Finding shrunk(Outcome first, Outcome again, Symptom symptom, Case start) {
        Case whole = start.plan() == null ? start.with(FaultPlan.NONE) : start;
        Shrinking search =
                new Shrinking(each -> shows(stage.play(each), symptom), TRIES_MAX, TIME_MAX, System::nanoTime);
        Outcome last = stage.film(search.minimal(whole));
        if (!shows(last, symptom)) {
            return finding(first, again, symptom, search.tries(), "the smallest case failed only once");
        }
        return finding(first, last, symptom, search.tries(), "");
    }

    private Finding finding(Outcome first, Outcome last, Symptom symptom, int tries, String note) {
        String difference = new Repetition(stage).difference(last);
        String more = difference == null ? note : note + (note.isEmpty() ? "" : "; ") + "not repeatable: " + difference;
        return new Finding(first, last, symptom, tries, difference == null, more);
    }

    private static boolean shows(Outcome outcome, Symptom symptom) {
        return outcome.isFailed() && outcome.symptoms().contains(symptom);
    }

    private static String how(Outcome outcome) {
        return outcome.isFailed() ? "failed in another way: " + outcome.symptoms() : "did not fail";
    }
}
