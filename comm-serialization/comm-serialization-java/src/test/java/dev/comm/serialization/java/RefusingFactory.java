package dev.comm.serialization.java;

import java.io.ObjectInputFilter;
import java.util.function.BinaryOperator;

/** A filter factory of an operator, which refuses circles in addition to the decisions of the other filters. */
public final class RefusingFactory implements BinaryOperator<ObjectInputFilter> {
    /** Constructs the factory for the JDK. */
    public RefusingFactory() {
        // Nothing to set up.
    }

    @Override
    public ObjectInputFilter apply(ObjectInputFilter current, ObjectInputFilter next) {
        ObjectInputFilter own = ObjectInputFilter.rejectFilter(
                type -> type == Samples.Circle.class, ObjectInputFilter.Status.UNDECIDED);
        return next == null ? own : ObjectInputFilter.merge(own, next);
    }
}
