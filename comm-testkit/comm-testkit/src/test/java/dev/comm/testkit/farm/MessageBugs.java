package dev.comm.testkit.farm;

import dev.comm.api.protocol.MessageCommand.Message;
import dev.comm.api.protocol.MessageCommand.MessageEnd;
import dev.comm.core.machine.Call;
import dev.comm.core.machine.Event;
import dev.comm.core.machine.Failure;
import dev.comm.core.machine.Machine;
import dev.comm.core.machine.Outbox;
import dev.comm.core.machine.message.ReceiveAnyCall;
import dev.comm.core.machine.message.ReceiveAnyCall.Arrival;
import dev.comm.testkit.sim.MessageWorkload;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Members whose receives from any rank are wrong. */
final class MessageBugs {
    private MessageBugs() {}

    static List<Bug> all() {
        return List.of(
                Bug.ofNodes(
                        "the nodes tell a departure before the last message",
                        "P1",
                        60,
                        MessageWorkload::cluster,
                        EndsEarly::new),
                Bug.ofNodes(
                        "the nodes tell a departure twice",
                        "P1",
                        60,
                        MessageWorkload::cluster,
                        real -> new Repeats(real, arrival -> arrival.departure() != null)),
                Bug.ofMaster(
                        "the master gives a message to two receives",
                        "P1",
                        60,
                        MessageWorkload::cluster,
                        real -> new Repeats(real, arrival -> arrival.departure() == null)),
                Bug.ofNodes(
                        "the nodes give up to receive while others live",
                        "P1",
                        60,
                        MessageWorkload::cluster,
                        GivesUp::new));
    }

    /** A node that holds back the last message of each member until it has told the departure of the member. */
    private static final class EndsEarly extends Mutant {
        private final Map<Integer, Event> held = new HashMap<>();

        EndsEarly(Machine real) {
            super(real);
        }

        @Override
        protected void tell(Event event, long now, Outbox out) {
            if (Bug.command(event) instanceof Message message) {
                deliver(held.put(message.from(), event), now, out);
                return;
            }
            super.tell(event, now, out);
            if (Bug.command(event) instanceof MessageEnd end) {
                deliver(held.remove(end.from()), now, out);
            }
        }

        private void deliver(Event event, long now, Outbox out) {
            if (event != null) {
                super.tell(event, now, out);
            }
        }
    }

    /** A machine that answers a receive from any rank with the result of the receive before. */
    private static final class Repeats extends Mutant {
        private final Predicate<Arrival> which;
        private Arrival last;
        private boolean isRepeated;

        Repeats(Machine real, Predicate<Arrival> which) {
            super(real);
            this.which = which;
        }

        @Override
        protected void tell(Event event, long now, Outbox out) {
            boolean isAny = event instanceof Event.Submitted submitted && submitted.call() instanceof ReceiveAnyCall;
            if (isAny && last != null && !isRepeated) {
                isRepeated = true;
                out.complete((ReceiveAnyCall) ((Event.Submitted) event).call(), last);
            } else {
                super.tell(event, now, out);
            }
        }

        @Override
        protected Outbox effects(Outbox out) {
            return new ForwardingOutbox(out) {
                @Override
                public <R> void complete(Call<R> call, R result) {
                    super.complete(call, result);
                    if (result instanceof Arrival arrival && which.test(arrival) && !isRepeated) {
                        last = arrival;
                    }
                }
            };
        }
    }

    /** A node whose receives from any rank fail as if no other member lived. */
    private static final class GivesUp extends Mutant {
        GivesUp(Machine real) {
            super(real);
        }

        @Override
        protected void tell(Event event, long now, Outbox out) {
            if (event instanceof Event.Submitted submitted && submitted.call() instanceof ReceiveAnyCall call) {
                out.fail(call, new Failure(Failure.Kind.MEMBER_LOST, "no other member lives"));
            } else {
                super.tell(event, now, out);
            }
        }
    }
}
