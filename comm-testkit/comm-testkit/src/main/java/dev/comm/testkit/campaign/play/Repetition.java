package dev.comm.testkit.campaign.play;

import dev.comm.testkit.Trace;
import org.apiguardian.api.API;

/** A repetition of a case, which checks whether the case gives the same run again. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Repetition {
    private final CasePlayer stage;

    public Repetition(CasePlayer stage) {
        this.stage = stage;
    }

    /**
     * Plays a case again and compares the two runs.
     *
     * @return the first event that differs, null if the runs are the same
     */
    public String difference(Outcome first) {
        Outcome second = stage.play(first.played());
        if (isSame(first, second)) {
            return null;
        }
        Outcome one = stage.trace(first.played());
        Outcome two = stage.trace(first.played());
        if (one.run() == null || two.run() == null) {
            return "one run ended with " + one.error() + ", another with " + two.error();
        }
        String difference = Trace.firstDifference(one.run().trace(), two.run().trace());
        return difference != null ? difference : "two of four runs differ, but not those whose events were kept";
    }

    private static boolean isSame(Outcome first, Outcome second) {
        if (first.run() == null || second.run() == null) {
            return first.run() == second.run() && String.valueOf(first.error()).equals(String.valueOf(second.error()));
        }
        return first.run().trace().hash() == second.run().trace().hash()
                && first.run().trace().count() == second.run().trace().count();
    }

    /** Returns the error that says why the campaign cannot be trusted. */
    public static AssertionError error(Outcome outcome, String difference) {
        return new AssertionError("seed " + outcome.played().seedText() + " does not repeat: " + difference
                + "\n  Something depends on more than the seed: the order of a HashMap, Set.of or Map.of, an identity"
                + " hash code, a real clock, an unseeded random source, or another thread.");
    }
}
