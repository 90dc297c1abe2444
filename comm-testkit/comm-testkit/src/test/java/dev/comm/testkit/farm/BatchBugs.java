package dev.comm.testkit.farm;

import dev.comm.api.Payload;
import dev.comm.api.protocol.Command;
import dev.comm.api.protocol.Content;
import dev.comm.api.protocol.HandshakeCommand.Welcome;
import dev.comm.api.protocol.WorkCommand.Request;
import dev.comm.api.protocol.WorkCommand.Result;
import dev.comm.api.protocol.WorkCommand.Status;
import dev.comm.core.machine.Call;
import dev.comm.core.machine.Event;
import dev.comm.core.machine.Machine;
import dev.comm.core.machine.Outbox;
import dev.comm.testkit.sim.DesertedWorkload;
import dev.comm.testkit.sim.HangWorkload;
import dev.comm.testkit.sim.LiveTimeWorkload;
import dev.comm.testkit.sim.TaskWorkload;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Nodes that keep handlers that hang, and masters whose batches do not end, or end with a wrong result. */
final class BatchBugs {
    private BatchBugs() {}

    static List<Bug> all() {
        return List.of(
                Bug.ofNodes(
                        "the nodes do not interrupt a handler at its timeout",
                        "W2",
                        40,
                        HangWorkload::cluster,
                        real -> new Overlooking(real, "INTERRUPT")),
                Bug.ofNodes(
                        "the nodes do not free the slot of a handler that hangs",
                        "W2",
                        40,
                        HangWorkload::cluster,
                        real -> new Overlooking(real, "ABANDON")),
                Bug.ofMaster(
                        "the master forgets the tasks of a lost node",
                        "T2",
                        40,
                        TaskWorkload::cluster,
                        LosesTasks::new),
                Bug.ofMaster(
                        "the master sends a returned task to no other node",
                        "T2",
                        40,
                        LiveTimeWorkload::cluster,
                        KeepsTasks::new),
                Bug.ofMaster(
                        "the master lets a batch wait for ever when no node is left",
                        "W2",
                        20,
                        DesertedWorkload::cluster,
                        Hopeful::new),
                Bug.ofMaster(
                        "the master accepts the result of an abandoned attempt",
                        "T1",
                        60,
                        HangWorkload::cluster,
                        Late::new),
                Bug.ofMaster(
                        "the master reports failed tasks as done", "T1", 20, HangWorkload::cluster, embellishes()));
    }

    /** Returns a mutation that reports each failure as a result without a value. */
    private static UnaryOperator<Machine> embellishes() {
        return real -> new Mutant(real) {
            @Override
            protected void tell(Event event, long now, Outbox out) {
                Event changed = event;
                if (event instanceof Event.Received received
                        && received.command() instanceof Result result
                        && result.status() == Status.FAILED) {
                    Result done = new Result(result.id(), result.attempt(), Status.DONE, Content.NONE);
                    changed = new Event.Received(received.endpoint(), done, null);
                }
                super.tell(changed, now, out);
            }
        };
    }

    /** A node that does not report one kind of measure against late handlers to its program. */
    private static final class Overlooking extends Mutant {
        private final String measure;
        private Call<?> untold;

        Overlooking(Machine real, String measure) {
            super(real);
            this.measure = measure;
        }

        @Override
        protected void tell(Event event, long now, Outbox out) {
            super.tell(event, now, out);
            while (untold != null) {
                Call<?> waiting = untold;
                untold = null;
                super.tell(new Event.Submitted(waiting), now, out);
            }
        }

        @Override
        protected Outbox effects(Outbox out) {
            return new ForwardingOutbox(out) {
                @Override
                public <R> void complete(Call<R> call, R result) {
                    if (call.getClass().getSimpleName().equals("OverrunCall")
                            && String.valueOf(result).endsWith("=" + measure + "]")) {
                        untold = call;
                    } else {
                        super.complete(call, result);
                    }
                }
            };
        }
    }

    /** A master that never sends some tasks again. */
    private abstract static class Forgetful extends Mutant {
        private final Map<Long, Integer> holders = new HashMap<>();
        private final Set<Long> forgotten = new HashSet<>();

        Forgetful(Machine real) {
            super(real);
        }

        void forget(long id) {
            forgotten.add(id);
        }

        void forgetAllOf(int endpoint) {
            holders.forEach((id, holder) -> {
                if (holder == endpoint) {
                    forget(id);
                }
            });
        }

        @Override
        protected void tell(Event event, long now, Outbox out) {
            if (Bug.command(event) instanceof Result result) {
                holders.remove(result.id());
            }
            super.tell(event, now, out);
        }

        @Override
        protected Outbox effects(Outbox out) {
            return Changes.commands(out, this::unlessForgotten);
        }

        private Command unlessForgotten(int endpoint, Command command) {
            if (!(command instanceof Request request) || !request.task()) {
                return command;
            }
            holders.put(request.id(), endpoint);
            return forgotten.contains(request.id()) ? null : command;
        }
    }

    /** A master that forgets the tasks of a node whose connection has ended. */
    private static final class LosesTasks extends Forgetful {
        LosesTasks(Machine real) {
            super(real);
        }

        @Override
        protected void tell(Event event, long now, Outbox out) {
            if (event instanceof Event.Closed closed) {
                forgetAllOf(closed.endpoint());
            }
            super.tell(event, now, out);
        }
    }

    /** A master that forgets the tasks that a node has returned. */
    private static final class KeepsTasks extends Forgetful {
        KeepsTasks(Machine real) {
            super(real);
        }

        @Override
        protected void tell(Event event, long now, Outbox out) {
            if (Bug.command(event) instanceof Result result && result.status() == Status.RETURNED) {
                forget(result.id());
            }
            super.tell(event, now, out);
        }
    }

    /** A master that reports no ends of tasks to its program while there is no node. */
    private static final class Hopeful extends Mutant {
        private final Set<Integer> nodes = new HashSet<>();

        Hopeful(Machine real) {
            super(real);
        }

        @Override
        protected void tell(Event event, long now, Outbox out) {
            if (event instanceof Event.Closed closed) {
                nodes.remove(closed.endpoint());
            }
            super.tell(event, now, out);
        }

        @Override
        protected Outbox effects(Outbox out) {
            return new ForwardingOutbox(out) {
                @Override
                public void send(int endpoint, Command command, Payload payload, Object token) {
                    if (command instanceof Welcome) {
                        nodes.add(endpoint);
                    }
                    super.send(endpoint, command, payload, token);
                }

                @Override
                public <R> void complete(Call<R> call, R result) {
                    if (!nodes.isEmpty() || !call.getClass().getSimpleName().equals("NextCall")) {
                        super.complete(call, result);
                    }
                }
            };
        }
    }

    /** A master that takes the result of an earlier attempt for the result of the current one. */
    private static final class Late extends Mutant {
        private final Map<Long, Given> latest = new HashMap<>();

        /** The last attempt at a task. */
        private record Given(int endpoint, int attempt) {}

        Late(Machine real) {
            super(real);
        }

        @Override
        protected void tell(Event event, long now, Outbox out) {
            Event changed = event;
            if (event instanceof Event.Received received && received.command() instanceof Result result) {
                Given meant = latest.get(result.id());
                if (meant != null && meant.attempt > result.attempt() && result.status() == Status.DONE) {
                    Result late = new Result(result.id(), meant.attempt, Status.DONE, result.content());
                    changed = new Event.Received(meant.endpoint, late, received.payload());
                }
            }
            super.tell(changed, now, out);
        }

        @Override
        protected Outbox effects(Outbox out) {
            return Changes.commands(out, (endpoint, command) -> {
                if (command instanceof Request request && request.task()) {
                    latest.put(request.id(), new Given(endpoint, request.attempt()));
                }
                return command;
            });
        }
    }
}
