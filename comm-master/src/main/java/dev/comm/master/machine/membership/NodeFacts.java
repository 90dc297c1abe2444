package dev.comm.master.machine.membership;

import dev.comm.api.protocol.Content;
import dev.comm.core.codec.ValueForms;
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
    /** Whether it may send this content: values of the agreed serializer and no other (SEC-12). */
    public boolean mayUse(Content content) {
        return content.form() != ValueForms.SERIALIZED || !serializer.isEmpty();
    }
}
