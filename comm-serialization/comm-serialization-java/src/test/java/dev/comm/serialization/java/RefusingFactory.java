package dev.comm.serialization.java;

import java.io.ObjectInputFilter;
import java.util.function.BinaryOperator;

/** A filter factory as an operator would install it: refuses circles on top of what others say. */
public final class RefusingFactory implements BinaryOperator<ObjectInputFilter> {
    /** Called by the JDK. */
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
