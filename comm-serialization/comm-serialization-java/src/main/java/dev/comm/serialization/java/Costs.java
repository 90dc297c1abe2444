package dev.comm.serialization.java;

import java.util.BitSet;

/**
 * What hashing each object of a stream costs, by its handle, and what the object that was met last costs its holder.
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

    /** The next object or description begins. */
    int begin(long stepsNow) {
        int handle = handles++;
        steps.set(handle, stepsNow);
        entries.set(handle, 0);
        return handle;
    }

    /** As {@link #begin}; an instance that is hashed by its identity costs one step, whatever it holds. */
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

    /** A description costs nothing: no key refers to it. */
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

    /** This one was met last, complete or not. */
    void met(int handle) {
        lastHandle = handle;
        lastSteps = Math.max(1, steps.get(handle));
        lastEntries = entries.get(handle);
    }

    /** Something of one step was met last. */
    void metOne() {
        lastHandle = NO_HANDLE;
        lastSteps = 1;
        lastEntries = 0;
    }

    /** The last one is what a class wrote by itself: the collections of the JDK hash an array by its identity. */
    void asElement(Shape holder) {
        if (isLast(primitiveArrays) || holder != null && holder.local().ofJdk() && isLast(objectArrays)) {
            metOne();
        }
    }

    /**
     * The last one is a field. Classes of the JDK look into their arrays ({@code Arrays.asList}, {@code BitSet}). A
     * declared class may do so with an array of objects, which can hold the same ones many times over; an array of
     * numbers cannot, and counts one step.
     */
    void asField(Shape holder) {
        if (isLast(primitiveArrays) && !holder.local().ofJdk()) {
            metOne();
        }
    }

    private boolean isLast(BitSet kind) {
        return lastHandle >= 0 && kind.get(lastHandle);
    }

    /** What is below an object counts at once: something deeper may refer to the object before it is complete. */
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
