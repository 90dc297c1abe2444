package dev.comm.master.machine.collective;

import dev.comm.api.Payload;
import dev.comm.api.protocol.CollectiveCommand.Decision;
import dev.comm.api.protocol.CollectiveCommand.Slot;
import dev.comm.api.protocol.Content;
import dev.comm.core.machine.ConcatenatedPayload;
import dev.comm.core.machine.Outbox;
import dev.comm.core.machine.PayloadSlice;
import dev.comm.core.machine.Value;
import dev.comm.master.machine.membership.Node;
import dev.comm.master.machine.membership.NodeFacts;
import java.util.ArrayList;
import java.util.List;

/**
 * The sender of a copy of a decision in forms that its receiver can read. The verdict is the same for all nodes. A node
 * that offered no serializer receives an error in the place of each serialized value.
 */
final class ReadableDecision {
    private ReadableDecision() {}

    static void send(Node node, DecisionCopies.Copy copy, Outbox out) {
        Decision decision = copy.decision();
        Payload payload = copy.payload();
        NodeFacts facts = node.facts();
        boolean readable = true;
        for (Slot slot : decision.slots()) {
            readable &= facts.mayUse(slot.content());
        }
        if (readable) {
            out.send(node.endpoint(), decision, payload, null);
        } else {
            sendReplaced(node, decision, payload, out);
        }
    }

    private static void sendReplaced(Node node, Decision decision, Payload payload, Outbox out) {
        List<Slot> slots = new ArrayList<>();
        List<Payload> parts = new ArrayList<>();
        long start = 0;
        for (Slot slot : decision.slots()) {
            Content content = slot.content();
            long length = content.hasPayload() ? content.length() : 0;
            Value value = new Value(content, length == 0 ? null : PayloadSlice.of(payload, start, length));
            start += length;
            Value given = node.facts().readable(value);
            slots.add(new Slot(slot.rank(), given.content()));
            if (given.payload() != null) {
                parts.add(given.payload());
            }
        }
        Payload all = new ConcatenatedPayload(parts);
        Content content = slots.size() == 1 ? slots.get(0).content() : new Content(Content.Kind.VALUE, 0, all.length());
        out.send(node.endpoint(), decision.toBuilder().returned(slots, content).build(), all, null);
    }
}
