package dev.comm.testkit.farm;

import dev.comm.api.Payload;
import dev.comm.api.protocol.Command;
import dev.comm.api.protocol.HandshakeCommand.Join;
import dev.comm.api.protocol.MembershipCommand.Draining;
import dev.comm.api.protocol.MembershipCommand.Heartbeat;
import dev.comm.api.protocol.WorkCommand.Request;
import dev.comm.api.protocol.WorkCommand.Result;
import dev.comm.api.protocol.WorkCommand.Status;
import dev.comm.core.machine.Event;
import dev.comm.core.machine.Machine;
import dev.comm.core.machine.Outbox;
import dev.comm.testkit.sim.LiveTimeWorkload;
import dev.comm.testkit.sim.TaskWorkload;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Masters that lose work, confuse it, or give it to nodes that cannot do it. */
final class WorkBugs {
    private WorkBugs() {}

    static List<Bug> all() {
        return List.of(
                Bug.ofMaster("the master loses answers to requests", "A6", 40, TaskWorkload::cluster, losesAnswers()),
                Bug.ofMaster(
                        "the master swaps the results of two tasks", "T1", 20, TaskWorkload::cluster, MixesUp::new),
                Bug.ofMaster(
                        "the master uses only seven ids for all requests",
                        "T2",
                        20,
                        TaskWorkload::cluster,
                        ReusesIds::new),
                Bug.ofMaster(
                        "the master counts a returned task as failed", "T2", 60, LiveTimeWorkload::cluster, blames()),
                Bug.ofMaster(
                        "the master sends tasks to draining nodes",
                        "T3",
                        60,
                        LiveTimeWorkload::cluster,
                        deafToDraining()),
                Bug.ofMaster(
                        "the master ignores the remaining time of nodes",
                        "T3",
                        60,
                        LiveTimeWorkload::cluster,
                        Ageless::new));
    }

    private static UnaryOperator<Machine> deafToDraining() {
        return Bug.deafTo(event -> Bug.command(event) instanceof Draining);
    }

    /** Returns a mutation that loses the results of requests, which are the attempts that are not tasks. */
    private static UnaryOperator<Machine> losesAnswers() {
        return real -> new Mutant(real) {
            private final Set<Long> requests = new HashSet<>();

            @Override
            protected void tell(Event event, long now, Outbox out) {
                if (!(Bug.command(event) instanceof Result result) || !requests.contains(result.id())) {
                    super.tell(event, now, out);
                }
            }

            @Override
            protected Outbox effects(Outbox out) {
                return Changes.commands(out, (endpoint, command) -> {
                    if (command instanceof Request request && !request.task()) {
                        requests.add(request.id());
                    }
                    return command;
                });
            }
        };
    }

    private static UnaryOperator<Machine> blames() {
        return real -> new Mutant(real) {
            @Override
            protected void tell(Event event, long now, Outbox out) {
                Event changed = event;
                if (event instanceof Event.Received received
                        && received.command() instanceof Result result
                        && result.status() == Status.RETURNED) {
                    Result failed = new Result(result.id(), result.attempt(), Status.FAILED, result.content());
                    changed = new Event.Received(received.endpoint(), failed, received.payload());
                }
                super.tell(changed, now, out);
            }
        };
    }

    /** A master that swaps the values of two results. */
    private static final class MixesUp extends Mutant {
        private Event.Received held;

        MixesUp(Machine real) {
            super(real);
        }

        @Override
        protected void tell(Event event, long now, Outbox out) {
            if (!(event instanceof Event.Received received)
                    || !(received.command() instanceof Result result)
                    || result.status() != Status.DONE) {
                super.tell(event, now, out);
            } else if (held == null) {
                held = received;
            } else {
                Result first = (Result) held.command();
                super.tell(under(first, result, received.payload(), held.endpoint()), now, out);
                super.tell(under(result, first, held.payload(), received.endpoint()), now, out);
                held = null;
            }
        }

        private static Event under(Result whose, Result value, Payload payload, int endpoint) {
            Result mixed = new Result(whose.id(), whose.attempt(), whose.status(), value.content());
            return new Event.Received(endpoint, mixed, payload);
        }
    }

    /** A master that has seven ids of requests only. */
    private static final class ReusesIds extends Mutant {
        private static final long IDS = 7;

        private final Map<Long, Request> last = new HashMap<>();

        ReusesIds(Machine real) {
            super(real);
        }

        @Override
        protected void tell(Event event, long now, Outbox out) {
            Event changed = event;
            if (event instanceof Event.Received received && received.command() instanceof Result result) {
                Request meant = last.get(result.id());
                Result guessed = new Result(meant.id(), meant.attempt(), result.status(), result.content());
                changed = new Event.Received(received.endpoint(), guessed, received.payload());
            }
            super.tell(changed, now, out);
        }

        @Override
        protected Outbox effects(Outbox out) {
            return Changes.commands(out, this::shortened);
        }

        private Command shortened(int endpoint, Command command) {
            if (!(command instanceof Request request)) {
                return command;
            }
            long id = request.id() % IDS;
            last.put(id, request);
            return new Request(
                    id,
                    request.attempt(),
                    request.handler(),
                    request.task(),
                    request.timeoutNanos(),
                    request.content());
        }
    }

    /** A master that treats every node as if its time were unlimited. */
    private static final class Ageless extends Mutant {
        Ageless(Machine real) {
            super(real);
        }

        @Override
        protected void tell(Event event, long now, Outbox out) {
            Event changed = event;
            if (event instanceof Event.Received received) {
                if (received.command() instanceof Join join) {
                    changed = new Event.Received(received.endpoint(), immortal(join), received.payload());
                } else if (received.command() instanceof Heartbeat beat) {
                    Heartbeat immortal = new Heartbeat(beat.progress(), -1, beat.epoch(), beat.intervalNanos());
                    changed = new Event.Received(received.endpoint(), immortal, null);
                } else if (received.command() instanceof Draining) {
                    return;
                }
            }
            super.tell(changed, now, out);
        }

        private static Join immortal(Join j) {
            return j.toBuilder().liveNanos(-1).build();
        }
    }
}
