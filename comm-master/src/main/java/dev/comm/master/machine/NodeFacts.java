package dev.comm.master.machine;

import dev.comm.api.frame.Content;
import dev.comm.api.frame.Forms;
import java.util.List;

/**
 * What a node said of itself when it joined; it does not change in one life.
 *
 * @param host its host name, for people only
 * @param peer the address it came from, for people only
 * @param startMillis wall clock at its start, for people only
 * @param slots how many requests it works on at once, at least 1
 * @param labels what it announced for affinity
 * @param serializer the one that was agreed with it, or empty if it uses built-in forms alone
 */
record NodeFacts(String host, String peer, long startMillis, int slots, List<String> labels, String serializer) {
    /** Whether it may send this: values of the serializer that was agreed, and no other (SEC-12). */
    boolean mayUse(Content content) {
        return content.form() != Forms.SERIALIZED || !serializer.isEmpty();
    }
}
