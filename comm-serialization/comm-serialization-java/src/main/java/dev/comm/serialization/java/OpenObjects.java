package dev.comm.serialization.java;

import java.util.Arrays;

/**
 * The objects around the current place of a stream, from the outermost to the innermost.
 *
 * <p>A reference to one of these objects closes a circle. The JDK resolves such a reference to the present state of the
 * object. For a record this is null. For an object that replaces itself after the read, it is the stand-in. For a key
 * of a set, it is an object without its later fields. The value would arrive changed, without an error.
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

    /** Records whether the next object in the innermost one is a key of its table. */
    void atKey(boolean isKey) {
        inKey[count - 1] = isKey;
    }

    /** Returns whether a reference to this object closes a circle in which the object would arrive changed. */
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
