package dev.comm.serialization.java;

import java.io.Externalizable;
import java.io.ObjectInput;
import java.io.ObjectInputStream;
import java.io.ObjectOutput;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;

/** Gadgets that record each call of their code. */
final class Canaries {
    static final Set<String> SUNG = new ConcurrentSkipListSet<>();

    private Canaries() {}

    static class Plain implements Serializable, Comparable<Plain> {
        private static final long serialVersionUID = 1L;

        static {
            SUNG.add("static initialiser");
        }

        private void readObject(ObjectInputStream in) {
            SUNG.add("readObject");
        }

        private Object readResolve() {
            SUNG.add("readResolve");
            return this;
        }

        @Override
        public int compareTo(Plain other) {
            SUNG.add("compareTo");
            return 0;
        }

        @Override
        public int hashCode() {
            SUNG.add("hashCode");
            return 1;
        }

        @Override
        public boolean equals(Object other) {
            SUNG.add("equals");
            return this == other;
        }

        @Override
        public String toString() {
            SUNG.add("toString");
            return "plain";
        }
    }

    static class Inherited extends Plain {
        private static final long serialVersionUID = 1L;
    }

    public static class External implements Externalizable {
        private static final long serialVersionUID = 1L;

        public External() {
            SUNG.add("constructor");
        }

        @Override
        public void writeExternal(ObjectOutput out) {
            // nothing to write
        }

        @Override
        public void readExternal(ObjectInput in) {
            SUNG.add("readExternal");
        }
    }

    record Record(int value) implements Serializable {
        Record {
            SUNG.add("record constructor");
        }
    }

    enum Constant {
        ONE;

        static {
            SUNG.add("enum initialiser");
        }
    }

    static class Order implements Comparator<Object>, Serializable {
        private static final long serialVersionUID = 1L;

        @Override
        public int compare(Object one, Object other) {
            SUNG.add("compare");
            return 0;
        }
    }

    /** Returns every gadget, as a root and inside of allowed objects. */
    static List<Object> gadgets() {
        List<Object> gadgets = new ArrayList<>(
                List.of(new Plain(), new Inherited(), new External(), new Record(1), Constant.ONE, new Order()));
        for (Object gadget : List.copyOf(gadgets)) {
            gadgets.add(new ArrayList<>(List.of(gadget)));
            gadgets.add(new Object[] {gadget});
            gadgets.add(Map.of(1, gadget));
        }
        gadgets.add(new HashMap<>(Map.of(new Plain(), 1)));
        gadgets.add(new TreeSet<>(List.of(new Plain())));
        gadgets.add(new Plain[] {new Plain()});
        TreeMap<Object, Object> sorted = new TreeMap<>(new Order());
        sorted.put(1, 1);
        gadgets.add(sorted);
        gadgets.add((Runnable & Serializable) () -> SUNG.add("lambda"));
        return gadgets;
    }
}
