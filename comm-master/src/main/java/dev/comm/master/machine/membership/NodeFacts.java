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
 * @param host host name of the node, for display only
 * @param pid process id of the node, for display only
 * @param peer address of the node, for display only
 * @param startMillis wall-clock time at the start of the node, for display only
 * @param slots number of requests that the node works on concurrently, at least 1
 * @param labels labels of the node, for task affinity
 * @param serializer agreed serializer, or empty if the node uses only built-in forms
 */
public record NodeFacts(
        String host, long pid, String peer, long startMillis, int slots, List<String> labels, String serializer) {
    private static final Value UNREADABLE = unreadable();

    /**
     * Returns whether the node may send and receive this content. Serialized values need an agreed serializer (SEC-12).
     */
    public boolean mayUse(Content content) {
        return content.form() != ValueForms.SERIALIZED || !serializer.isEmpty();
    }

    /**
     * Returns the value in a form that the node can read. If the node has no serializer, an error replaces a serialized
     * value.
     */
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
