package dev.comm.serialization.java;

import java.util.Arrays;

/**
 * The objects around the current place of a stream, from the outermost to the innermost.
 *
 * <p>A reference to one of them closes a circle. The JDK gives such a reference the object as it is at that moment.
 * That is null for a record, a stand-in for an object that replaces itself after reading, and an object without its
 * later fields for a set that hashes it. The value would arrive changed without an error.
 */
final class OpenObjects {
    private int[] handles = new int[16];
    private boolean[] replaced = new boolean[16];
    private boolean[] inKey = new boolean[16];
    private int count;

    void enter(int handle, boolean isReplaced) {
        if (count == handles.length) {
            handles = Arrays.copyOf(handles, 2 * count);
            replaced = Arrays.copyOf(replaced, 2 * count);
            inKey = Arrays.copyOf(inKey, 2 * count);
        }
        handles[count] = handle;
        replaced[count] = isReplaced;
        inKey[count++] = false;
    }

    void leave() {
        count--;
    }

    /** Says whether the next object within the innermost one is a key of its table. */
    void atKey(boolean isKey) {
        inKey[count - 1] = isKey;
    }

    /** Whether a reference to this object closes a circle in which it would arrive changed. */
    boolean isChangedBy(int handle) {
        boolean key = false;
        for (int i = count - 1; i >= 0; i--) {
            key |= inKey[i];
            if (handles[i] == handle) {
                return key || replaced[i];
            }
        }
        return false;
    }
}
