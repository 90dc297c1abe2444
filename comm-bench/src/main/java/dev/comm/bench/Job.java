package dev.comm.bench;

import java.util.List;

/**
 * One measurement: everybody who can do it does the same.
 *
 * @param members processes, the master included
 * @param bytes size of each value; 0 if the work has none
 * @param count repetitions that are timed; as many are done before as a warm-up
 */
public record Job(Work work, int members, int bytes, int count) {
    /** As arguments of a member's command line. */
    public List<String> arguments() {
        return List.of(work.toString(), "" + members, "" + bytes, "" + count);
    }

    /** Reads what {@link #arguments} gives. */
    public static Job of(List<String> arguments) {
        return new Job(
                Work.of(arguments.get(0)),
                Integer.parseInt(arguments.get(1)),
                Integer.parseInt(arguments.get(2)),
                Integer.parseInt(arguments.get(3)));
    }

    /** For people: the work, its size and the number of processes. */
    public String title() {
        return work.title() + (bytes == 0 ? "" : ", " + size(bytes)) + ", " + members + " processes";
    }

    private static String size(int bytes) {
        if (bytes >= 1 << 20 && bytes % (1 << 20) == 0) {
            return (bytes >> 20) + " MiB";
        }
        return bytes >= 1 << 10 && bytes % (1 << 10) == 0 ? (bytes >> 10) + " KiB" : bytes + " B";
    }
}
