package dev.comm.bench;

import java.util.List;
import java.util.Locale;

/**
 * One measurement: every contender that can do it does the same.
 *
 * @param members ranks, the master included
 * @param bytes size of each value; 0 if the work has none
 * @param count repetitions that are timed, or the repetitions of one sample of a rate; as many are done before as a
 *     warm-up, and more until the warm-up has lasted
 */
public record Job(Work work, int members, int bytes, int count) {
    /** As arguments of a member's command line. */
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

    /** For people: the work, its size and the number of processes or nodes. */
    public String title() {
        String who = work.isCrowd() ? (members - 1) + " nodes" : members + " processes";
        return work.title() + (bytes == 0 ? "" : ", " + size(bytes)) + ", " + who;
    }

    /** Bytes for people. */
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
