package dev.comm.serialization.java;

/**
 * The total cost of hashing the keys of all tables in a message.
 *
 * <p>The hash of a key includes all objects that its {@code hashCode} visits. An object with several references is
 * hashed once for each reference. So three levels of ten sets take a thousand steps, and a few kilobytes can take
 * years. A value without such sharing stays far below the limits, because each step needs a byte, once for each level
 * around it.
 */
final class HashWork {
    private static final long FREE = 1_000_000;

    /**
     * The limit of table entries in a large key. A hostile sender can make a table compare two keys with equal hashes,
     * and compare each entry of their tables with each other. A smaller key may hold more entries, up to the same total
     * cost.
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
     * Adds a key of a table.
     *
     * @param steps number of visits to objects when the key is hashed
     * @param entries number of visits to entries of tables when the key is hashed
     */
    void key(long steps, long entries) throws Refusal {
        all = Numbers.sum(all, steps);
        if (steps > keyMax || all > allMax) {
            throw Refusal.because("send lists in place of sets of sets:"
                    + " its sets and maps share objects so often that hashing them would take "
                    + (steps == Long.MAX_VALUE ? "for ever" : "more than " + Math.min(keyMax, allMax) + " steps"));
        }
        long entriesMax = ENTRIES_IN_LARGEST_KEY * keyMax / Math.max(1, steps);
        if (entries > entriesMax) {
            throw Refusal.because("send lists in place of sets of sets:"
                    + " a key of a map or an element of a set holds tables of more than "
                    + entriesMax + " entries");
        }
    }
}
