package dev.comm.serialization.java;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;

/** Rejects types that no reader would accept on the writing side, where the user sees the error. */
final class CheckedOutput extends ObjectOutputStream {
    private final AllowList types;
    private Refusal refused;

    CheckedOutput(OutputStream out, AllowList types) throws IOException {
        super(out);
        this.types = types;
    }

    /**
     * Checks a class; the JDK calls this once for each class in the stream, superclasses included.
     *
     * <p>When writing fails, the JDK writes the exception into the stream before it throws it. This method must not
     * reject that exception, or the actual reason would be lost. {@link #finish()} tells it from an exception that the
     * user sends.
     */
    @Override
    protected void annotateClass(Class<?> type) throws IOException {
        if (refused == null && !types.allows(type)) {
            refused = type.isPrimitive() ? Refusal.ofClass() : Refusal.ofType(type.getName());
            if (!IOException.class.isAssignableFrom(type)) {
                throw refused;
            }
        }
    }

    @Override
    protected void annotateProxyClass(Class<?> type) throws IOException {
        throw Refusal.ofProxy();
    }

    /** Flushes the output after the value; throws if a type in it must not travel. */
    void finish() throws IOException {
        if (refused != null) {
            throw refused;
        }
        flush();
    }
}
