package dev.comm.testkit.farm;

import dev.comm.api.Departure;
import dev.comm.api.Payload;
import dev.comm.api.protocol.CollectiveCommand.Arrive;
import dev.comm.api.protocol.CollectiveCommand.Decision;
import dev.comm.api.protocol.CollectiveCommand.Slot;
import dev.comm.api.protocol.Command;
import dev.comm.api.protocol.Content;
import dev.comm.api.protocol.HandshakeCommand;
import dev.comm.core.machine.ConcatenatedPayload;
import dev.comm.core.machine.Event;
import dev.comm.core.machine.Machine;
import dev.comm.core.machine.Outbox;
import dev.comm.core.machine.PayloadSlice;
import dev.comm.testkit.sim.AllToAllWorkload;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Masters that give a member of an all-to-all another value than the one for it. */
final class AllToAllBugs {
    private AllToAllBugs() {}

    static List<Bug> all() {
        return List.of(
                Bug.ofMaster(
                        "the master gives each member the values for its neighbour",
                        "C1",
                        40,
                        AllToAllWorkload::cluster,
                        Turns::new),
                Bug.ofMaster(
                        "the master hands out the values of a member that departed after it arrived",
                        "C1",
                        60,
                        AllToAllWorkload::cluster,
                        Fills::new));
    }

    /** A master that takes the values of an arrival as those for the next ranks. */
    private static final class Turns extends Mutant {
        Turns(Machine real) {
            super(real);
        }

        @Override
        protected void tell(Event event, long now, Outbox out) {
            boolean hasParts = Bug.command(event) instanceof Arrive arrive
                    && !arrive.parts().isEmpty();
            super.tell(hasParts ? turned((Event.Received) event) : event, now, out);
        }

        private static Event turned(Event.Received received) {
            Arrive arrive = (Arrive) received.command();
            List<Content> parts = new ArrayList<>(arrive.parts());
            Collections.rotate(parts, 1);
            Payload payload = received.payload();
            if (payload != null) {
                long last = arrive.parts().get(parts.size() - 1).length();
                long rest = payload.length() - last;
                payload = new ConcatenatedPayload(
                        List.of(PayloadSlice.of(payload, rest, last), PayloadSlice.of(payload, 0, rest)));
            }
            return new Event.Received(received.endpoint(), arrive.withParts(parts), payload);
        }
    }

    /** A master that remembers all values, and fills the slot of a member that departed before the decision. */
    private static final class Fills extends Mutant {
        private final Map<Integer, Integer> ranks = new HashMap<>();
        private final Map<List<Object>, byte[]> values = new HashMap<>();

        Fills(Machine real) {
            super(real);
        }

        @Override
        protected void tell(Event event, long now, Outbox out) {
            if (event instanceof Event.Received received
                    && received.command() instanceof Arrive arrive
                    && !arrive.parts().isEmpty()
                    && received.payload() != null) {
                Content first = arrive.parts().get(0);
                ByteBuffer bytes = ByteBuffer.allocate((int) first.length());
                PayloadSlice.of(received.payload(), 0, first.length()).read(0, bytes);
                Integer rank = ranks.get(received.endpoint());
                values.put(List.of(arrive.communicator(), arrive.sequence(), rank == null ? -1 : rank), bytes.array());
            }
            super.tell(event, now, out);
        }

        @Override
        protected Outbox effects(Outbox out) {
            return new ForwardingOutbox(out) {
                @Override
                public void send(int endpoint, Command command, Payload payload, Object token) {
                    if (command instanceof HandshakeCommand.Welcome welcome) {
                        ranks.put(endpoint, welcome.rank());
                    }
                    Decision decision = command instanceof Decision each ? each : null;
                    Slot filled = decision == null || decision.slots().isEmpty() ? null : filled(decision);
                    if (filled == null) {
                        super.send(endpoint, command, payload, token);
                        return;
                    }
                    List<Slot> slots = new ArrayList<>(decision.slots());
                    slots.add(filled);
                    List<Payload> parts = new ArrayList<>(payload == null ? List.of() : List.of(payload));
                    parts.add(Payload.of(value(decision, filled.rank())));
                    Payload all = new ConcatenatedPayload(parts);
                    Content content = new Content(Content.Kind.VALUE, 0, all.length());
                    super.send(
                            endpoint,
                            decision.toBuilder().returned(slots, content).build(),
                            all,
                            token);
                }
            };
        }

        private byte[] value(Decision decision, int rank) {
            return values.get(List.of(decision.communicator(), decision.sequence(), rank));
        }

        private Slot filled(Decision decision) {
            for (Departure gone : decision.departures()) {
                byte[] value = value(decision, gone.rank());
                if (value != null) {
                    return new Slot(gone.rank(), new Content(Content.Kind.VALUE, 0, value.length));
                }
            }
            return null;
        }
    }
}
