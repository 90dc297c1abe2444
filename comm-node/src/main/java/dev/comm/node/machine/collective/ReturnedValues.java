package dev.comm.node.machine.collective;

import dev.comm.api.protocol.CollectiveCommand.Decision;
import dev.comm.api.protocol.CollectiveCommand.Slot;
import dev.comm.api.protocol.Content;
import dev.comm.core.machine.CollectiveCall.Contribution;
import dev.comm.core.machine.PayloadSlice;
import dev.comm.core.machine.Value;
import java.util.ArrayList;
import java.util.List;

/** The values in the payload of a decision. */
final class ReturnedValues {
    private ReturnedValues() {}

    /** Returns whether the slots describe the payload exactly. */
    static boolean isSound(Decision decision, Value value) {
        long length = value.payload() == null ? 0 : value.payload().length();
        long sum = 0;
        for (Slot slot : decision.slots()) {
            long part = slot.content().hasPayload() ? slot.content().length() : 0;
            if (part < 0 || part > length - sum) {
                return false;
            }
            sum += part;
        }
        return decision.slots().isEmpty() || sum == length;
    }

    /** Returns the values of a decision: one for each slot, or the whole payload as the value of rank 0. */
    static List<Contribution> values(Decision decision, Value value) {
        if (decision.slots().isEmpty()) {
            return value.content().kind() == Content.Kind.NONE ? List.of() : List.of(new Contribution(0, value));
        }
        List<Contribution> all = new ArrayList<>(decision.slots().size());
        long offset = 0;
        for (Slot slot : decision.slots()) {
            if (slot.content().hasPayload()) {
                long length = slot.content().length();
                all.add(new Contribution(
                        slot.rank(), new Value(slot.content(), PayloadSlice.of(value.payload(), offset, length))));
                offset += length;
            } else {
                all.add(new Contribution(slot.rank(), new Value(slot.content(), null)));
            }
        }
        return all;
    }
}
