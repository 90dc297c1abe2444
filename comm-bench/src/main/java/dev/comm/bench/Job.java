package dev.comm.bench;

import java.util.List;
import java.util.Locale;

/**
 * One measurement, which is the same for every contender that supports it.
 *
 * @param members the number of ranks, the master included
 * @param bytes the size of each value; 0 if the work has no values
 * @param count the number of timed repetitions, or the repetitions of one sample of a rate; the same number runs before
 *     as a warm-up, and more until the warm-up is over
 */
public record Job(Work work, int members, int bytes, int count) {
    /** Returns the job as arguments of a member's command line. */
    public List<String> arguments() {
        return List.of(work.toString(), "" + members, "" + bytes, "" + count);
    }

    /** Reads the output of {@link #arguments}. */
    public static Job of(List<String> arguments) {
        return new Job(
                Work.of(arguments.get(0)),
                Integer.parseInt(arguments.get(1)),
                Integer.parseInt(arguments.get(2)),
                Integer.parseInt(arguments.get(3)));
    }

    /** Returns a title for people, with the work, its size and the number of processes or nodes. */
    public String title() {
        String who = work.isCrowd() ? (members - 1) + " nodes" : members + " processes";
        return work.title() + (bytes == 0 ? "" : ", " + size(bytes)) + ", " + who;
    }

    /** Returns a number of bytes in a form for people. */
    public static String size(double bytes) {
        if (bytes >= 1 << 20) {
            return number(bytes / (1 << 20)) + " MiB";
        }
        return bytes >= 1 << 10 ? number(bytes / (1 << 10)) + " KiB" : number(bytes) + " B";
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString(Math.round(value)) : String.format(Locale.ROOT, "%.1f", value);
    }
}
