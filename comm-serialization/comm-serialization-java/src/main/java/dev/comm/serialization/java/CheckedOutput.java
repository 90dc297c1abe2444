package dev.comm.serialization.java;

import dev.comm.api.spi.JdkViews;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * An output that rejects types that no reader would accept. So the error occurs on the writing side, where the user
 * sees it.
 */
final class CheckedOutput extends ObjectOutputStream {
    private final AllowList types;
    private Refusal refused;

    CheckedOutput(OutputStream out, AllowList types) throws IOException {
        super(out);
        this.types = types;
        enableReplaceObject(true);
    }

    /**
     * Replaces views and boxes of the JDK by their contents, and rejects values that cannot be written. This method
     * must not reject the exception that the JDK writes after a failure; see {@link #annotateClass}.
     */
    @Override
    protected Object replaceObject(Object value) throws IOException {
        if (refused != null) {
            return value;
        }
        StandIn standIn = StandIn.of(value);
        if (standIn != null) {
            return standIn;
        }
        Class<?> type = value.getClass();
        if (types.allows(type)) {
            return value instanceof URI uri ? checked(uri) : value;
        }
        JdkViews view = JdkViews.of(type);
        if (view != null) {
            return view.copy(value);
        }
        if (!(value instanceof Serializable)) {
            throw refuse(Refusal.ofType(type));
        }
        return value;
    }

    /** Checks a URI. Some methods of URI create one with the text of another URI. */
    private URI checked(URI uri) throws Refusal {
        try {
            if (new URI(uri.toString()).equals(uri)) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // the URI is refused below
        }
        throw refuse(Refusal.because("send the parts of the URI: the text " + uri + " is that of another URI"));
    }

    private Refusal refuse(Refusal refusal) {
        refused = refusal;
        return refusal;
    }

    /**
     * Checks a class. The JDK calls this method once for each class in the stream, superclasses included.
     *
     * <p>When writing fails, the JDK writes the exception into the stream before it throws it. This method must not
     * reject that exception, or the actual reason would be lost. {@link #finish()} distinguishes this case from an
     * exception that the user sends.
     */
    @Override
    protected void annotateClass(Class<?> type) throws IOException {
        if (refused == null && !types.allows(type)) {
            refused = type.isPrimitive() ? Refusal.ofClass() : Refusal.ofType(type);
            if (!IOException.class.isAssignableFrom(type)) {
                throw refused;
            }
        }
    }

    @Override
    protected void annotateProxyClass(Class<?> type) throws IOException {
        throw Refusal.ofProxy();
    }

    /** Flushes the output after the value. Throws an exception if a type in the value must not travel. */
    void finish() throws IOException {
        if (refused != null) {
            throw refused;
        }
        flush();
    }
}
