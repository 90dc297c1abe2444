package dev.comm.serialization.java;

import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;

/** The only object input stream of Comm. It checks a name before it looks for the class, and never loads a class. */
final class FilteredInput extends ObjectInputStream {
    private final AllowList types;

    FilteredInput(InputStream in, AllowList types, ReadFilter filter) throws IOException {
        super(in);
        this.types = types;
        // The filter of a stream replaces the JVM-wide filter, unless both are merged. A filter factory still takes
        // precedence.
        setObjectInputFilter(ObjectInputFilter.merge(filter, ObjectInputFilter.Config.getSerialFilter()));
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass description) throws IOException {
        Class<?> found = types.find(description.getName());
        if (found == null) {
            throw Refusal.ofType(description.getName());
        }
        return found;
    }

    @Override
    protected Class<?> resolveProxyClass(String[] interfaces) throws IOException {
        throw Refusal.ofProxy();
    }
}
