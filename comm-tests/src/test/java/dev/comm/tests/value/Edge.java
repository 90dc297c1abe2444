package dev.comm.tests.value;

import java.util.Set;
import java.util.function.Supplier;

/**
 * A value at the edge of its type.
 *
 * @param name the unique name of the value
 * @param make the factory of the value, which makes equal values in each process
 * @param refusedBy the serializers that refuse to write the value
 */
record Edge(String name, Supplier<?> make, Set<String> refusedBy) {
    /** Returns a value that arrives equal with every serializer. */
    static Edge travels(String name, Supplier<?> make) {
        return new Edge(name, make, Set.of());
    }

    /** Returns a value that both serializers refuse. */
    static Edge refused(String name, Supplier<?> make) {
        return new Edge(name, make, Set.of("java", "kryo"));
    }

    /** Returns a value that one serializer refuses. */
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
