package dev.comm.master.machine.collective;

import dev.comm.api.Payload;
import dev.comm.api.error.LimitException;
import dev.comm.api.protocol.CollectiveCommand.Decision;
import dev.comm.api.protocol.CollectiveCommand.Slot;
import dev.comm.api.protocol.Content;
import dev.comm.core.machine.CollectiveCall.Contribution;
import dev.comm.core.machine.ConcatenatedPayload;
import dev.comm.core.machine.Value;
import dev.comm.core.value.ValueCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The values of an ALL_TO_ALL, sorted by their receivers. Each present member gives a value to each receiver. A value
 * of a departed member has no slot at any receiver, also where its bytes had arrived (C1).
 */
final class ValuesForReceivers {
    private final List<ArrivalState> givers = new ArrayList<>();
    private final List<Payload> owned = new ArrayList<>();
    private final List<Contribution> own = new ArrayList<>();
    private final long bytesMax;

    /** Sorts the values of the present members. */
    ValuesForReceivers(CollectiveInstance instance) {
        this.bytesMax = instance.payloadBytesMax();
        boolean isLocalThere = instance.call() != null && instance.arrivals().local() != null;
        for (ArrivalState arrival : instance.arrivals().living()) {
            if (arrival.isPresent()) {
                givers.add(arrival);
                share(arrival, isLocalThere);
            }
        }
    }

    /** Returns the values for rank 0, or none if it is not there. */
    List<Contribution> own() {
        return own;
    }

    /** Returns the copies of the decision for all receivers. */
    DecisionCopies copies(Decision common) {
        SortedMap<Integer, DecisionCopies.Copy> byRank = new TreeMap<>();
        for (ArrivalState receiver : givers) {
            if (!receiver.isLocal()) {
                byRank.put(receiver.rank(), copy(common, receiver.rank()));
            }
        }
        return DecisionCopies.forEach(common, byRank, owned);
    }

    private DecisionCopies.Copy copy(Decision common, int receiver) {
        List<Slot> slots = new ArrayList<>(givers.size());
        List<Payload> parts = new ArrayList<>(givers.size());
        boolean fits = bytesFor(receiver) <= bytesMax;
        for (ArrivalState giver : givers) {
            Value part = readable(giver.given().partFor(receiver), fits);
            slots.add(new Slot(giver.rank(), part.content()));
            if (part.content().hasPayload()) {
                parts.add(part.payload());
            }
        }
        Payload payload = parts.isEmpty() ? null : new ConcatenatedPayload(parts);
        return new DecisionCopies.Copy(
                common.toBuilder().returned(slots, content(slots, payload)).build(), payload);
    }

    private long bytesFor(int receiver) {
        long total = 0;
        for (ArrivalState giver : givers) {
            total += giver.given().partFor(receiver).content().length();
        }
        return total;
    }

    /** Returns the value, or an error in its place if one decision cannot carry all values of its receiver. */
    private Value readable(Value part, boolean fits) {
        if (fits || !part.content().hasPayload()) {
            return part;
        }
        LimitException error = new LimitException("give smaller values, or raise limits.payloadBytes on all members:"
                + " the values for this rank have more than " + bytesMax + " bytes together");
        error.setStackTrace(new StackTraceElement[0]);
        return ValueCodec.failure(error, 0);
    }

    private static Content content(List<Slot> slots, Payload payload) {
        if (payload == null) {
            return Content.NONE;
        }
        return slots.size() == 1 ? slots.get(0).content() : new Content(Content.Kind.VALUE, 0, payload.length());
    }

    /** Shares the bytes of a contribution between the decision and rank 0, which frees its part by itself. */
    private void share(ArrivalState giver, boolean isLocalThere) {
        Value part = giver.given().partFor(0);
        Payload whole = giver.contribution().payload();
        boolean isRead = isLocalThere && !giver.isLocal() && part.content().hasPayload();
        if (isRead) {
            Payload[] handles = SharedPayload.handles(whole, whole, part.payload());
            owned.add(handles[0]);
            own.add(new Contribution(giver.rank(), new Value(part.content(), handles[1])));
            return;
        }
        if (whole != null) {
            owned.add(whole);
        }
        if (isLocalThere) {
            own.add(new Contribution(giver.rank(), part));
        }
    }
}
