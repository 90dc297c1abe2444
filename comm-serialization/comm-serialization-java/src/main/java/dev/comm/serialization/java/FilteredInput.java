package dev.comm.serialization.java;

import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;

/** The only object input stream of Comm: it checks names before it finds a class, and never loads one. */
final class FilteredInput extends ObjectInputStream {
    private final AllowList types;

    FilteredInput(InputStream in, AllowList types, ReadFilter filter) throws IOException {
        super(in);
        this.types = types;
        // A stream's filter replaces the JVM-wide one unless they are merged; a filter factory still takes precedence.
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
