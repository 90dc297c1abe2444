package dev.comm.tests.value;

import java.util.Set;
import java.util.function.Supplier;

/**
 * A value at the edge of its type.
 *
 * @param name says which; unique
 * @param make makes it anew, equal in each process
 * @param refusedBy the serializers that refuse it where it is written
 */
record Edge(String name, Supplier<?> make, Set<String> refusedBy) {
    /** A value that arrives equal, whatever the serializer. */
    static Edge travels(String name, Supplier<?> make) {
        return new Edge(name, make, Set.of());
    }

    /** A value that both serializers refuse. */
    static Edge refused(String name, Supplier<?> make) {
        return new Edge(name, make, Set.of("java", "kryo"));
    }

    /** A value that one serializer refuses. */
    static Edge refusedBy(String serializer, String name, Supplier<?> make) {
        return new Edge(name, make, Set.of(serializer));
    }

    Object value() {
        return make.get();
    }

    @Override
    public String toString() {
        return name;
    }
}
