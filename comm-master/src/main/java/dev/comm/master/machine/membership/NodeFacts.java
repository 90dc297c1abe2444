package dev.comm.master.machine.membership;

import dev.comm.api.error.SerializationException;
import dev.comm.api.protocol.Content;
import dev.comm.core.codec.ValueForms;
import dev.comm.core.machine.Value;
import dev.comm.core.value.ValueCodec;
import java.util.List;

/**
 * The properties of a node from its JOIN, constant in one incarnation.
 *
 * @param host its host name, for display only
 * @param pid its process id, for display only
 * @param peer its address, for display only
 * @param startMillis wall clock at its start, for display only
 * @param slots how many requests it works on concurrently, at least 1
 * @param labels its labels, for task affinity
 * @param serializer agreed serializer, or empty if it uses only built-in forms
 */
public record NodeFacts(
        String host, long pid, String peer, long startMillis, int slots, List<String> labels, String serializer) {
    private static final Value UNREADABLE = unreadable();

    /** Whether it may send this content: values of the agreed serializer and no other (SEC-12). */
    public boolean mayUse(Content content) {
        return content.form() != ValueForms.SERIALIZED || !serializer.isEmpty();
    }

    /** The value in a form that it can read: an error in the place of a serialized one if it has no serializer. */
    public Value readable(Value value) {
        return mayUse(value.content()) ? value : UNREADABLE;
    }

    private static Value unreadable() {
        SerializationException error =
                new SerializationException("send this rank a value of a built-in form, such as a string or an array:"
                        + " it offered no serializer, so it cannot read the value");
        error.setStackTrace(new StackTraceElement[0]);
        return ValueCodec.failure(error, 0);
    }
}
