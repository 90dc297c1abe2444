package dev.comm.testkit.campaign.play;

import dev.comm.testkit.Trace;
import dev.comm.testkit.sim.process.SimulationError;
import org.apiguardian.api.API;

/** A repetition of a case, which checks whether the case gives the same run again. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Repetition {
    private static final String SHARED = "create the objects that a run changes inside of the test method: a field or a"
            + " static keeps state between the runs";

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
            return hasSameEnd(first, second)
                    ? null
                    : SHARED + ", because the same run of seed "
                            + first.played().seedText() + " ended with " + end(first) + " and then with " + end(second);
        }
        Outcome one = stage.trace(first.played());
        Outcome two = stage.trace(first.played());
        if (one.run() == null || two.run() == null) {
            return "one run ended with " + one.error() + ", another with " + two.error();
        }
        String difference = Trace.firstDifference(one.run().trace(), two.run().trace());
        return difference != null ? difference : "two of four runs differ, but not those whose events were kept";
    }

    /**
     * Plays the first case of a campaign again after the other cases, and compares the two runs.
     *
     * @return the difference, null if the runs are the same
     */
    public String differenceAtEnd(Outcome first) {
        Outcome last = stage.play(first.played());
        if (isSame(first, last) && hasSameEnd(first, last)) {
            return null;
        }
        return SHARED + ", because seed " + first.played().seedText() + " runs in another way after the other seeds: "
                + events(first) + " and " + end(first) + " at first, " + events(last) + " and " + end(last) + " then";
    }

    private static String events(Outcome outcome) {
        return (outcome.run() == null ? 0 : outcome.run().events()) + " events";
    }

    private static String end(Outcome outcome) {
        return outcome.error() == null ? "no error" : text(outcome.error());
    }

    /** Returns whether both plays ended with the same error or none. A simulation that breaks off tells real times. */
    private static boolean hasSameEnd(Outcome first, Outcome second) {
        return first.error() instanceof SimulationError && second.error() instanceof SimulationError
                || end(first).equals(end(second));
    }

    /** Returns the first line of an error without identity hash codes, which differ in each run. */
    private static String text(Throwable error) {
        return error.toString().lines().findFirst().orElse("").replaceAll("@[0-9a-f]+", "@");
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
        if (difference.startsWith(SHARED)) {
            return new AssertionError(difference, outcome.error());
        }
        return new AssertionError("seed " + outcome.played().seedText() + " does not repeat: " + difference
                + "\n  Something depends on more than the seed: the order of a HashMap, Set.of or Map.of, an identity"
                + " hash code, a real clock, an unseeded random source, or another thread.");
    }
}
