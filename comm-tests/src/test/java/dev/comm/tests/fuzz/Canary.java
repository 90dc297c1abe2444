package dev.comm.tests.fuzz;

import java.io.Externalizable;
import java.io.ObjectInput;
import java.io.ObjectInputStream;
import java.io.ObjectOutput;
import java.io.Serializable;

/** Types that no member declares. None of their code may ever run, and no object of them may ever exist. */
final class Canary {
    static volatile String sung;

    private Canary() {}

    private static void sing(String song) {
        sung = song;
    }

    static class Plain implements Serializable, Comparable<Plain> {
        private static final long serialVersionUID = 1L;

        Plain() {
            sing("constructor");
        }

        private void readObject(ObjectInputStream in) {
            sing("readObject");
        }

        private Object readResolve() {
            sing("readResolve");
            return this;
        }

        @Override
        public int compareTo(Plain other) {
            sing("compareTo");
            return 0;
        }

        @Override
        public boolean equals(Object other) {
            sing("equals");
            return this == other;
        }

        @Override
        public int hashCode() {
            sing("hashCode");
            return 0;
        }

        @Override
        public String toString() {
            sing("toString");
            return "";
        }
    }

    /** A type with the constructor that Externalizable requires. */
    public static class External implements Externalizable {
        private static final long serialVersionUID = 1L;

        public External() {
            sing("external constructor");
        }

        @Override
        public void writeExternal(ObjectOutput out) {
            // There is nothing to write.
        }

        @Override
        public void readExternal(ObjectInput in) {
            sing("readExternal");
        }
    }

    record Part(String song) implements Serializable {
        Part {
            sing("record");
        }
    }

    enum Choice {
        ONE;

        static {
            sing("enum");
        }
    }
}
