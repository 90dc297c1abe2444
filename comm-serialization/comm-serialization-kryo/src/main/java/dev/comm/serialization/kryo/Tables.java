package dev.comm.serialization.kryo;

/** The number of hash tables of one message that are nested in each other or in keys. It is the same on both sides. */
final class Tables {
    private static final int NESTED_MAX = 16;

    /**
     * The limit of table entries in a key. A hostile sender can make a table compare two keys with equal hashes, and
     * compare each entry of their tables with each other.
     */
    private static final int ENTRIES_IN_KEY_MAX = 4_096;

    private int nested;
    private int keys;
    private long entriesInKey;

    /** Begins a hashing set or map with the given number of entries. */
    void begin(int count) {
        if (++nested > NESTED_MAX) {
            throw new MalformedException("send lists in place of sets of sets: more than " + NESTED_MAX
                    + " sets or maps are nested in each other");
        }
        entriesInKey += keys > 0 ? count : 0;
        if (entriesInKey > ENTRIES_IN_KEY_MAX) {
            throw new MalformedException("send lists in place of sets of sets:"
                    + " a key of a map or an element of a set holds tables of more than "
                    + ENTRIES_IN_KEY_MAX + " entries");
        }
    }

    void end() {
        nested--;
    }

    void beginKey() {
        entriesInKey = keys++ == 0 ? 0 : entriesInKey;
    }

    void endKey() {
        keys--;
    }
}
