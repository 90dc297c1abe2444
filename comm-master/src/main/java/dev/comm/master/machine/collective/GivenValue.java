package dev.comm.master.machine.collective;

import dev.comm.api.Payload;
import dev.comm.api.protocol.CollectiveCommand.Arrive;
import dev.comm.api.protocol.CollectiveKind;
import dev.comm.api.protocol.Content;
import dev.comm.core.machine.CollectiveCall;
import dev.comm.core.machine.PayloadSlice;
import dev.comm.core.machine.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * The value that a member contributes to an instance.
 *
 * @param whole the contribution as it arrived, which owns its bytes
 * @param parts the values for the ranks (index = rank) of an ALL_TO_ALL, which read the bytes of the contribution
 */
record GivenValue(Value whole, List<Value> parts) {
    static final GivenValue NONE = new GivenValue(Value.NONE, List.of());

    /** Returns the value in an arrival of a node. */
    static GivenValue of(Arrive arrive, Payload payload) {
        if (!arrive.kind().isContributed()) {
            return NONE;
        }
        List<Value> parts = new ArrayList<>(arrive.parts().size());
        long start = 0;
        for (Content part : arrive.parts()) {
            Payload bytes = part.hasPayload() ? PayloadSlice.of(payload, start, part.length()) : null;
            start += part.length();
            parts.add(new Value(part, bytes));
        }
        return new GivenValue(new Value(arrive.content(), payload), parts);
    }

    /** Returns the value in a call of rank 0, whose program owns the bytes. */
    static GivenValue of(CollectiveCall local) {
        return local.kind() == CollectiveKind.ALL_TO_ALL
                ? new GivenValue(Value.NONE, local.values())
                : new GivenValue(local.contribution(), List.of());
    }

    /**
     * Returns the value for one rank of an ALL_TO_ALL. A rank beyond the parts receives null. An error in place of all
     * parts is the value for each rank.
     */
    Value partFor(int rank) {
        if (whole.content().kind() == Content.Kind.FAILED) {
            return whole;
        }
        return rank < parts.size() ? parts.get(rank) : Value.NULL;
    }
}
