package dev.comm.serialization.java;

import java.util.BitSet;

/**
 * The cost of hashing each object of a stream, by the handle of the object, and the cost of the last object for its
 * holder.
 */
final class Costs {
    private static final int NO_HANDLE = -1;

    private final Numbers steps = new Numbers();
    private final Numbers entries = new Numbers();
    private final BitSet objectArrays = new BitSet();
    private final BitSet primitiveArrays = new BitSet();
    private final BitSet closed = new BitSet();
    private int handles;
    private int lastHandle;
    private long lastSteps;
    private long lastEntries;

    int handles() {
        return handles;
    }

    /** Begins the next object or class description. Returns its handle. */
    int begin(long stepsNow) {
        int handle = handles++;
        steps.set(handle, stepsNow);
        entries.set(handle, 0);
        return handle;
    }

    /** Begins an instance like {@link #begin}. An instance with an identity hash always costs one step. */
    int beginInstance(LocalClass type) {
        int handle = begin(1);
        closed.set(handle, type.hashesByIdentity());
        return handle;
    }

    int beginArray(boolean ofPrimitives) {
        int handle = begin(1);
        (ofPrimitives ? primitiveArrays : objectArrays).set(handle);
        return handle;
    }

    /** Sets the cost of a class description to zero, because no key refers to it. */
    void free(int handle) {
        steps.set(handle, 0);
    }

    void addSteps(int handle, long more) {
        steps.add(handle, more);
    }

    void addEntry(int handle) {
        if (!closed.get(handle)) {
            entries.add(handle, 1);
        }
    }

    /** Sets the last object, which may be incomplete. */
    void met(int handle) {
        lastHandle = handle;
        lastSteps = Math.max(1, steps.get(handle));
        lastEntries = entries.get(handle);
    }

    /** Records that the last object costs one step. */
    void metOne() {
        lastHandle = NO_HANDLE;
        lastSteps = 1;
        lastEntries = 0;
    }

    /**
     * Treats the last object as data of a {@code writeObject} method. An array costs one step, because the collections
     * of the JDK hash an array by its identity.
     */
    void asElement(Shape holder) {
        if (isLast(primitiveArrays) || holder != null && holder.local().ofJdk() && isLast(objectArrays)) {
            metOne();
        }
    }

    /**
     * Treats the last object as a field. Classes of the JDK hash the elements of their arrays ({@code Arrays.asList},
     * {@code BitSet}). A declared class may do so with an array of objects, which can hold one object many times. An
     * array of numbers cannot hold objects, so it costs one step.
     */
    void asField(Shape holder) {
        if (isLast(primitiveArrays) && !holder.local().ofJdk()) {
            metOne();
        }
    }

    private boolean isLast(BitSet kind) {
        return lastHandle >= 0 && kind.get(lastHandle);
    }

    /**
     * Adds the cost of the last object to its holder at once, because a deeper object may refer to the holder before it
     * is complete.
     */
    void addLastTo(int handle) {
        if (!closed.get(handle)) {
            steps.add(handle, lastSteps);
            entries.add(handle, lastEntries);
        }
    }

    void chargeLast(HashWork work) throws Refusal {
        work.key(lastSteps, lastEntries);
    }
}
