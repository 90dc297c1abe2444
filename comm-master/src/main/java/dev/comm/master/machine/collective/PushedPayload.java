package dev.comm.master.machine.collective;

import dev.comm.api.protocol.CollectiveCommand.Held;
import dev.comm.api.protocol.CollectiveKind;
import dev.comm.api.protocol.Content;
import dev.comm.core.machine.Value;
import dev.comm.core.value.Checksums;
import dev.comm.master.machine.membership.Node;
import java.util.List;

/** The values that rank 0 pushes before the decision, with the checksums that verify the acknowledgements (D1). */
final class PushedPayload {
    private final boolean isForEach;
    private final List<Value> values;
    private int[] checksums;

    PushedPayload(CollectiveKind kind, List<Value> values) {
        this.isForEach = kind == CollectiveKind.SCATTER;
        this.values = values;
    }

    /** Returns whether rank 0 could not supply a value because its program failed. */
    static boolean isFailed(List<Value> values) {
        return values.size() == 1 && values.get(0).content().kind() == Content.Kind.FAILED;
    }

    /** Returns the part of a rank. A rank beyond the list receives a null value. */
    Value partOf(int rank) {
        int index = indexOf(rank);
        return index < values.size() ? values.get(index) : Value.NULL;
    }

    /** Computes the checksums of all values, outside the step lock. */
    int[] compute() {
        int[] sums = new int[values.size()];
        for (int i = 0; i < sums.length; i++) {
            sums[i] = Checksums.crc32c(values.get(i).payload());
        }
        return sums;
    }

    void computed(int[] sums) {
        checksums = sums;
    }

    boolean isComputed() {
        return checksums != null;
    }

    /** Returns the part of a node, in a form that the node can read. */
    Value partOf(Node node) {
        return node.facts().readable(partOf(node.rank()));
    }

    /** Returns whether an acknowledgement matches the length and the checksum of the part that the master sent. */
    boolean matches(Node node, Held held) {
        Value part = partOf(node);
        long length = part.payload() == null ? 0 : part.payload().length();
        return held.length() == length && held.crc32c() == checksum(node, part);
    }

    private int checksum(Node node, Value part) {
        if (part != partOf(node.rank())) {
            return Checksums.crc32c(part.payload()); // the error that replaces the value, with a short text
        }
        int index = indexOf(node.rank());
        return index < checksums.length ? checksums[index] : 0;
    }

    private int indexOf(int rank) {
        return isForEach ? rank : 0;
    }
}
