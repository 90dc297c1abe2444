package dev.comm.serialization.java;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;

/** Refuses on the writing side what no reader would accept, where the user can see it. */
final class CheckedOutput extends ObjectOutputStream {
    private final AllowList types;
    private Refusal refused;

    CheckedOutput(OutputStream out, AllowList types) throws IOException {
        super(out);
        this.types = types;
    }

    /**
     * Called once for each class in the stream, superclasses included.
     *
     * <p>When writing fails, the JDK writes the failure itself into the stream before it throws it. That must not be
     * refused, or the real reason would be lost; {@link #finish()} tells it from an exception that the user wanted to
     * send.
     */
    @Override
    protected void annotateClass(Class<?> type) throws IOException {
        if (refused == null && !types.allows(type)) {
            refused = Refusal.ofType(type.getName());
            if (!IOException.class.isAssignableFrom(type)) {
                throw refused;
            }
        }
    }

    @Override
    protected void annotateProxyClass(Class<?> type) throws IOException {
        throw Refusal.ofProxy();
    }

    /** To be called after the value: flushes, or throws if something in it must not travel. */
    void finish() throws IOException {
        if (refused != null) {
            throw refused;
        }
        flush();
    }
}
