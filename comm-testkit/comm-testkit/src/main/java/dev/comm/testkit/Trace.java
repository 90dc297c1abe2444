package dev.comm.testkit;

import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;

/**
 * A trace that folds everything that happens into one number. The same seed has to give the same number. A full trace
 * also keeps the entries, so that the first difference of two runs can be named.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Trace {
    private static final int TAIL = 64;

    private final List<String> entries;
    private final String[] tail = new String[TAIL];
    private long hash = 0xCBF29CE484222325L;
    private long count;

    /**
     * Creates an empty trace.
     *
     * @param full whether the trace keeps its entries
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

    /** Returns the number that stands for the whole run. */
    public long hash() {
        return hash;
    }

    /** Returns the number of folded entries. */
    public long count() {
        return count;
    }

    /** Returns all entries of a full trace, else an empty list. */
    public List<String> entries() {
        return entries == null ? List.of() : List.copyOf(entries);
    }

    /** Returns a description of the first entry in which two full traces differ, or null if they are equal. */
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
