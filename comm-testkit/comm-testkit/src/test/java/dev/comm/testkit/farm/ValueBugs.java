package dev.comm.testkit.farm;

import dev.comm.api.Payload;
import dev.comm.api.protocol.Command;
import dev.comm.api.protocol.HandshakeCommand;
import dev.comm.api.protocol.MessageCommand.Message;
import dev.comm.core.machine.Call;
import dev.comm.core.machine.CollectiveCall;
import dev.comm.core.machine.CollectiveCall.Contribution;
import dev.comm.core.machine.Event;
import dev.comm.core.machine.Failure;
import dev.comm.core.machine.Machine;
import dev.comm.core.machine.Outbox;
import dev.comm.core.machine.ReceiveCall;
import dev.comm.core.machine.Value;
import dev.comm.testkit.sim.ArrayWorkload;
import dev.comm.testkit.sim.ElasticWorkload;
import dev.comm.testkit.sim.SpmdWorkload;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Members that return wrong values, or messages in another order. */
final class ValueBugs {
    private ValueBugs() {}

    static List<Bug> all() {
        return List.of(
                Bug.ofMaster(
                        "the master lists values under the ranks of their neighbours",
                        "C1",
                        40,
                        SpmdWorkload::cluster,
                        turned()),
                Bug.ofMaster("the master lists a contribution twice", "B13", 40, SpmdWorkload::cluster, twice()),
                Bug.ofNodes("the nodes lose the last byte of their part", "D1", 40, SpmdWorkload::cluster, cut()),
                Bug.ofMaster(
                        "the master loses the last byte of the values in its result",
                        "R1",
                        40,
                        SpmdWorkload::cluster,
                        cut()),
                Bug.ofMaster(
                        "the master combines values from the last rank to the first",
                        "R1",
                        40,
                        SpmdWorkload::cluster,
                        Backwards::new),
                Bug.ofMaster(
                        "the master folds arrays from the last rank to the first",
                        "R1",
                        40,
                        ArrayWorkload::cluster,
                        Backwards::new),
                Bug.ofMaster(
                        "the master gathers pieces of an array under the ranks of their neighbours",
                        "C1",
                        40,
                        ArrayWorkload::cluster,
                        turned()),
                Bug.ofMaster(
                        "the master returns null instead of a received message",
                        "A12",
                        60,
                        SpmdWorkload::cluster,
                        nothing()),
                Bug.ofMaster("the master delivers messages twice", "P1", 120, SpmdWorkload::cluster, repeatsNotes()),
                Bug.ofMaster("the master loses every second message", "P1", 120, SpmdWorkload::cluster, losesNotes()),
                Bug.ofMaster(
                        "the master delivers some messages in another order",
                        "P1",
                        60,
                        ElasticWorkload::cluster,
                        Overtakes::new),
                Bug.ofMaster(
                        "the master delivers messages of an earlier incarnation to the next one",
                        "P1",
                        60,
                        ElasticWorkload::cluster,
                        Inherits::new));
    }

    private static UnaryOperator<Machine> turned() {
        return Bug.doing(out -> Changes.results(out, given -> {
            List<Contribution> turned = new ArrayList<>();
            for (int i = 0; i < given.size(); i++) {
                Value next = given.get((i + 1) % given.size()).value();
                turned.add(new Contribution(given.get(i).rank(), next));
            }
            return turned;
        }));
    }

    private static UnaryOperator<Machine> twice() {
        return Bug.doing(out -> Changes.results(out, given -> {
            List<Contribution> more = new ArrayList<>(given);
            more.addAll(given.subList(0, Math.min(1, given.size())));
            return more;
        }));
    }

    private static UnaryOperator<Machine> nothing() {
        return Bug.doing(out -> new ForwardingOutbox(out) {
            @Override
            public <R> void complete(Call<R> call, R result) {
                super.complete(call, call instanceof ReceiveCall ? null : result);
            }
        });
    }

    private static UnaryOperator<Machine> cut() {
        return Bug.doing(out -> Changes.results(
                out,
                given -> given.stream()
                        .map(each -> new Contribution(each.rank(), shorter(each.value())))
                        .toList()));
    }

    private static Value shorter(Value value) {
        if (value.payload() == null || value.payload().length() == 0) {
            return value;
        }
        Payload payload = value.payload();
        return new Value(value.content(), Payload.of(payload.slice(0, (int) payload.length() - 1)));
    }

    private static UnaryOperator<Machine> repeatsNotes() {
        return Bug.doing(out -> new ForwardingOutbox(out) {
            @Override
            public void send(int endpoint, Command command, Payload payload, Object token) {
                super.send(endpoint, command, payload, token);
                if (command instanceof Message) {
                    super.send(endpoint, command, payload, null);
                }
            }
        });
    }

    private static UnaryOperator<Machine> losesNotes() {
        return real -> {
            int[] notes = {0};
            return Bug.deafTo(event -> Bug.command(event) instanceof Message && notes[0]++ % 2 == 1)
                    .apply(real);
        };
    }

    /** A master that passes the contributions to the operator in reverse order. */
    private static final class Backwards extends Mutant {
        private final Map<Call<?>, Call<?>> originals = new HashMap<>();

        Backwards(Machine real) {
            super(real);
        }

        @Override
        protected void tell(Event event, long now, Outbox out) {
            Event changed = event;
            if (event instanceof Event.Submitted submitted
                    && submitted.call() instanceof CollectiveCall call
                    && call.reducer() != null) {
                CollectiveCall.Key key =
                        new CollectiveCall.Key(call.communicator(), call.kind(), call.name(), call.operator());
                CollectiveCall wrong = new CollectiveCall(
                        key,
                        call.timeoutNanos(),
                        call.values(),
                        given -> call.reducer().combine(reversed(given)),
                        call.place());
                originals.put(wrong, call);
                changed = new Event.Submitted(wrong);
            }
            super.tell(changed, now, out);
        }

        private static List<Contribution> reversed(List<Contribution> given) {
            List<Contribution> reversed = new ArrayList<>(given);
            Collections.reverse(reversed);
            return reversed;
        }

        @Override
        protected Outbox effects(Outbox out) {
            return new ForwardingOutbox(out) {
                @Override
                @SuppressWarnings("unchecked")
                public <R> void complete(Call<R> call, R result) {
                    super.complete((Call<R>) originals.getOrDefault(call, call), result);
                }

                @Override
                public void fail(Call<?> call, Failure failure) {
                    super.fail(originals.getOrDefault(call, call), failure);
                }
            };
        }
    }

    /** A master that holds every third message back until the next one was delivered. */
    private static final class Overtakes extends Mutant {
        private Event held;
        private int notes;

        Overtakes(Machine real) {
            super(real);
        }

        @Override
        protected void tell(Event event, long now, Outbox out) {
            if (Bug.command(event) instanceof Message && held == null && ++notes % 3 == 0) {
                held = event;
                return;
            }
            super.tell(event, now, out);
            if (held != null && Bug.command(event) instanceof Message) {
                super.tell(held, now, out);
                held = null;
            }
        }
    }

    /** A master that gives a new incarnation of a rank the last message of the incarnation before. */
    private static final class Inherits extends Mutant {
        private final Map<Integer, Long> drawn = new HashMap<>();
        private final Map<Integer, Event.Received> last = new HashMap<>();
        private final List<Event> again = new ArrayList<>();

        Inherits(Machine real) {
            super(real);
        }

        @Override
        protected void tell(Event event, long now, Outbox out) {
            if (event instanceof Event.Received received) {
                if (received.command() instanceof HandshakeCommand.Hello hello) {
                    drawn.put(received.endpoint(), hello.incarnation());
                } else if (received.command() instanceof Message message && message.to() > 0) {
                    last.put(message.to(), received);
                }
            }
            super.tell(event, now, out);
            List<Event> due = List.copyOf(again);
            again.clear();
            due.forEach(each -> super.tell(each, now, out));
        }

        @Override
        protected Outbox effects(Outbox out) {
            return Changes.commands(out, (endpoint, command) -> {
                if (command instanceof HandshakeCommand.Welcome welcome && last.containsKey(welcome.rank())) {
                    again.add(inherited(last.remove(welcome.rank()), drawn.getOrDefault(endpoint, 0L)));
                }
                return command;
            });
        }

        private static Event inherited(Event.Received received, long incarnation) {
            Message message = (Message) received.command();
            Message inherited = new Message(
                    message.communicator(),
                    message.tag(),
                    message.from(),
                    message.fromIncarnation(),
                    message.to(),
                    incarnation,
                    message.content());
            return new Event.Received(received.endpoint(), inherited, received.payload());
        }
    }
}
