package dev.comm.testkit;

import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;

/**
 * Folds everything that happens into one number; the same seed has to give the same number. Keeps the entries too if it
 * is asked to, so that the first difference of two runs can be named.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Trace {
    private static final int TAIL = 64;

    private final List<String> entries;
    private final String[] tail = new String[TAIL];
    private long hash = 0xCBF29CE484222325L;
    private long count;

    /**
     * An empty trace.
     *
     * @param full whether all entries are kept, not just the last
     */
    public Trace(boolean full) {
        this.entries = full ? new ArrayList<>() : null;
    }

    public void add(long nanos, String process, String kind, long payload) {
        fold(nanos);
        fold(process.hashCode());
        fold(kind.hashCode());
        fold(payload);
        count++;
        if (entries != null) {
            String entry = entry(nanos, process, kind, payload);
            entries.add(entry);
            tail[(int) (count % TAIL)] = entry;
        }
    }

    private void fold(long value) {
        hash = (hash ^ value) * 0x9E3779B97F4A7C15L;
        hash ^= hash >>> 29;
    }

    /** The number that stands for the whole run. */
    public long hash() {
        return hash;
    }

    /** How many entries were folded. */
    public long count() {
        return count;
    }

    /** All entries if they are kept, else none. */
    public List<String> entries() {
        return entries == null ? List.of() : List.copyOf(entries);
    }

    /** Names the first entry in which two full traces differ, or gives null if they are equal. */
    public static String firstDifference(Trace one, Trace other) {
        if (one.hash == other.hash && one.count == other.count) {
            return null;
        }
        int shared = Math.min(one.entries().size(), other.entries().size());
        for (int i = 0; i < shared; i++) {
            String left = one.entries.get(i);
            if (!left.equals(other.entries.get(i))) {
                return "entry " + i + ": first run [" + left + "], second run [" + other.entries.get(i) + "]";
            }
        }
        return "the runs have " + one.count + " and " + other.count + " entries";
    }

    private static String entry(long nanos, String process, String kind, long payload) {
        return "t=" + nanos / 1_000 + "us " + process + " " + kind + " " + Long.toHexString(payload);
    }
}
