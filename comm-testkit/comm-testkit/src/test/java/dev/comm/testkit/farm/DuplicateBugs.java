package dev.comm.testkit.farm;

import dev.comm.api.Cause;
import dev.comm.api.protocol.CollectiveCommand.Arrive;
import dev.comm.api.protocol.CollectiveCommand.Release;
import dev.comm.api.protocol.MessageCommand.Message;
import dev.comm.core.machine.Event;
import dev.comm.core.machine.LeaveCall;
import dev.comm.core.machine.Machine;
import dev.comm.core.machine.Outbox;
import dev.comm.core.machine.ReleaseCall;
import dev.comm.core.machine.Value;
import dev.comm.testkit.sim.DuplicateWorkload;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Members that do not treat duplicates as separate communicators. */
final class DuplicateBugs {
    private static final long SECOND = 1_000_000_000;

    private DuplicateBugs() {}

    static List<Bug> all() {
        return List.of(
                Bug.ofNodes(
                        "the nodes deliver messages of a duplicate to its parent",
                        "P1",
                        20,
                        DuplicateWorkload::cluster,
                        Shares::new),
                Bug.ofNodes(
                        "the nodes leave the run when they close a duplicate",
                        "B4",
                        20,
                        DuplicateWorkload::cluster,
                        Leaves::new),
                Bug.ofMaster(
                        "the master frees a duplicate when the first member closes it",
                        "B5",
                        60,
                        DuplicateWorkload::cluster,
                        FreesEarly::new));
    }

    /** A node that delivers the messages of a duplicate to its parent. */
    private static final class Shares extends Mutant {
        Shares(Machine real) {
            super(real);
        }

        @Override
        protected void tell(Event event, long now, Outbox out) {
            Event changed = event;
            if (event instanceof Event.Received received && received.command() instanceof Message message) {
                Message shared = new Message(
                        0,
                        message.tag(),
                        message.from(),
                        message.fromIncarnation(),
                        message.to(),
                        message.toIncarnation(),
                        message.content());
                changed = new Event.Received(received.endpoint(), shared, received.payload());
            }
            super.tell(changed, now, out);
        }
    }

    /** A node that leaves the run when its program closes a duplicate. */
    private static final class Leaves extends Mutant {
        Leaves(Machine real) {
            super(real);
        }

        @Override
        protected void tell(Event event, long now, Outbox out) {
            boolean closes = event instanceof Event.Submitted submitted && submitted.call() instanceof ReleaseCall;
            LeaveCall leave = new LeaveCall(Cause.LEFT, "", Value.NONE, SECOND);
            super.tell(closes ? new Event.Submitted(leave) : event, now, out);
        }
    }

    /** A master that counts the first release of a duplicate for all members. */
    private static final class FreesEarly extends Mutant {
        private final Set<Integer> endpoints = new TreeSet<>();

        FreesEarly(Machine real) {
            super(real);
        }

        @Override
        protected void tell(Event event, long now, Outbox out) {
            super.tell(event, now, out);
            if (event instanceof Event.Received received) {
                if (received.command() instanceof Arrive) {
                    endpoints.add(received.endpoint());
                } else if (received.command() instanceof Release release) {
                    for (int each : endpoints) {
                        super.tell(new Event.Received(each, release, null), now, out);
                    }
                }
            }
        }
    }
}
