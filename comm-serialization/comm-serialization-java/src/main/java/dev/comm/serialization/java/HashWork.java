package dev.comm.serialization.java;

/**
 * Adds up what hashing the keys of a message's tables costs.
 *
 * <p>A key is hashed with everything that its {@code hashCode} goes through. Where several objects refer to the same
 * one it is hashed again each time, so ten sets that hold ten sets that hold ten sets take a thousand steps, and a
 * message of a few kilobytes can ask for years. A value without such sharing never comes near the limits: there a step
 * needs a byte, once for each level around it.
 */
final class HashWork {
    private static final long FREE = 1_000_000;

    /**
     * Two keys with equal hashes are compared, and tables among what they hold are compared each entry with each if the
     * sender wants it so. A key of many steps may hold this many entries; one of fewer steps holds more, as long as
     * comparing it costs no more.
     */
    private static final long ENTRIES_IN_LARGEST_KEY = 1_024;

    private final long keyMax;
    private final long allMax;
    private long all;

    HashWork(long lengthBytes, int depthMax) {
        keyMax = lengthBytes + FREE;
        allMax = lengthBytes * depthMax + FREE;
    }

    /**
     * A key goes into a table.
     *
     * @param steps objects that are met on all ways through it
     * @param entries those among them that are entries of tables
     */
    void key(long steps, long entries) throws Refusal {
        all = Numbers.sum(all, steps);
        if (steps > keyMax || all > allMax) {
            throw Refusal.because("its sets and maps refer to the same objects so often that hashing them would take "
                    + (steps == Long.MAX_VALUE ? "for ever" : "more than " + Math.min(keyMax, allMax) + " steps")
                    + ": send lists in place of sets of sets");
        }
        long entriesMax = ENTRIES_IN_LARGEST_KEY * keyMax / Math.max(1, steps);
        if (entries > entriesMax) {
            throw Refusal.because("a key of a map or an element of a set holds tables of more than " + entriesMax
                    + " entries itself: send lists in place of sets of sets");
        }
    }
}
