package dev.comm.testkit.farm;

import dev.comm.api.Payload;
import dev.comm.api.protocol.Command;
import dev.comm.api.protocol.HandshakeCommand.Hello;
import dev.comm.api.protocol.HandshakeCommand.Welcome;
import dev.comm.api.protocol.MembershipCommand.Heartbeat;
import dev.comm.core.machine.Call;
import dev.comm.core.machine.CollectiveCall;
import dev.comm.core.machine.Event;
import dev.comm.core.machine.Machine;
import dev.comm.core.machine.Outbox;
import dev.comm.testkit.sim.DispatchWorkload;
import dev.comm.testkit.sim.ElasticWorkload;
import dev.comm.testkit.sim.SpmdWorkload;
import dev.comm.testkit.sim.StormWorkload;
import dev.comm.testkit.sim.TaskWorkload;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Machines and transports that lose wake-ups, time, space, or the last bytes. */
final class TimeBugs {
    private TimeBugs() {}

    static List<Bug> all() {
        return List.of(
                Bug.ofMaster("the master misses all of its deadlines", "B6", 600, SpmdWorkload::cluster, NoTimers::new),
                Bug.ofNodes("the nodes miss all of their deadlines", "B4", 80, SpmdWorkload::cluster, NoTimers::new),
                Bug.ofNodes(
                        "the nodes send no heartbeat during a collective call",
                        "B4",
                        100,
                        SpmdWorkload::cluster,
                        silentWhenBusy()),
                Bug.ofNodes(
                        "the nodes do not complete every sixth call", "B6", 40, SpmdWorkload::cluster, forgetsToWake()),
                Bug.ofNodes("the nodes complete each call twice", "A6", 20, SpmdWorkload::cluster, endsTwice()),
                Bug.ofNodes(
                        "the nodes stop sending when several commands wait",
                        "B6",
                        40,
                        StormWorkload::calm,
                        StandsStill::new),
                Bug.ofNodes(
                        "the nodes close a connection before its last bytes are sent",
                        "B4",
                        20,
                        SpmdWorkload::cluster,
                        losesLastBytes()),
                Bug.ofMaster(
                        "the master drops the last frame before the end of a connection",
                        "B4",
                        60,
                        SpmdWorkload::odd,
                        DropsLast::new),
                Bug.ofNodes(
                        "the nodes begin work after the loss of their master",
                        "M1",
                        150,
                        DispatchWorkload::cluster,
                        GoesOn::new),
                Bug.ofNodes(
                        "the nodes continue after the loss of their master",
                        "S1",
                        100,
                        TaskWorkload::cluster,
                        GoesOn::new),
                Bug.ofNodes(
                        "the nodes join again with their first incarnation",
                        "N1",
                        200,
                        ElasticWorkload::cluster,
                        Returns::new),
                Bug.ofMaster(
                        "the master writes without limit to members that do not read",
                        "C2",
                        100,
                        SpmdWorkload::cluster,
                        floods()));
    }

    private static UnaryOperator<Machine> silentWhenBusy() {
        return real -> new Mutant(real) {
            private final Set<Call<?>> open = new HashSet<>();

            @Override
            protected void tell(Event event, long now, Outbox out) {
                if (event instanceof Event.Submitted submitted && submitted.call() instanceof CollectiveCall) {
                    open.add(submitted.call());
                }
                super.tell(event, now, out);
            }

            @Override
            protected Outbox effects(Outbox out) {
                return new ForwardingOutbox(out) {
                    @Override
                    public void send(int endpoint, Command command, Payload payload, Object token) {
                        if (!(command instanceof Heartbeat) || open.isEmpty()) {
                            super.send(endpoint, command, payload, token);
                        }
                    }

                    @Override
                    public <R> void complete(Call<R> call, R result) {
                        open.remove(call);
                        super.complete(call, result);
                    }
                };
            }
        };
    }

    private static UnaryOperator<Machine> forgetsToWake() {
        return real -> new Mutant(real) {
            private int calls;

            @Override
            protected Outbox effects(Outbox out) {
                return new ForwardingOutbox(out) {
                    @Override
                    public <R> void complete(Call<R> call, R result) {
                        if (++calls % 6 != 0) {
                            super.complete(call, result);
                        }
                    }
                };
            }
        };
    }

    private static UnaryOperator<Machine> endsTwice() {
        return Bug.doing(out -> new ForwardingOutbox(out) {
            @Override
            public <R> void complete(Call<R> call, R result) {
                super.complete(call, result);
                super.complete(call, result);
            }
        });
    }

    private static UnaryOperator<Machine> losesLastBytes() {
        return Bug.doing(out -> new ForwardingOutbox(out) {
            @Override
            public void finish(int endpoint) {
                super.abort(endpoint);
            }
        });
    }

    private static UnaryOperator<Machine> floods() {
        return Bug.doing(out -> new ForwardingOutbox(out) {
            @Override
            public void send(int endpoint, Command command, Payload payload, Object token) {
                super.send(endpoint, command, payload, token);
                for (int i = 0; i < 8_000 && command instanceof Heartbeat; i++) {
                    super.send(endpoint, command, payload, token);
                }
            }
        });
    }

    private static final class NoTimers extends Mutant {
        NoTimers(Machine real) {
            super(real);
        }

        @Override
        public long nextDeadlineNanos() {
            return Long.MAX_VALUE;
        }
    }

    /** A node that holds commands back while a message is sent, and ignores that it was sent while commands wait. */
    private static final class StandsStill extends Mutant {
        private final Queue<Runnable> held = new ArrayDeque<>();
        private int underWay;

        StandsStill(Machine real) {
            super(real);
        }

        @Override
        protected void tell(Event event, long now, Outbox out) {
            if (event instanceof Event.Sent) {
                if (!held.isEmpty()) {
                    return;
                }
                underWay--;
            }
            super.tell(event, now, out);
        }

        @Override
        protected Outbox effects(Outbox out) {
            return new ForwardingOutbox(out) {
                @Override
                public void send(int endpoint, Command command, Payload payload, Object token) {
                    if (underWay > 0 && !(command instanceof Heartbeat)) {
                        held.add(() -> super.send(endpoint, command, payload, token));
                        return;
                    }
                    underWay += token == null ? 0 : 1;
                    super.send(endpoint, command, payload, token);
                }
            };
        }
    }

    /**
     * A master that processes each frame with the next event. It loses a frame before the end of the same connection.
     */
    private static final class DropsLast extends Mutant {
        private Event.Received last;

        DropsLast(Machine real) {
            super(real);
        }

        @Override
        protected void tell(Event event, long now, Outbox out) {
            Event.Received before = last;
            last = null;
            boolean lost =
                    before != null && event instanceof Event.Closed closed && closed.endpoint() == before.endpoint();
            if (before != null && !lost) {
                super.tell(before, now, out);
            }
            if (event instanceof Event.Received received) {
                last = received;
            } else {
                super.tell(event, now, out);
            }
        }
    }

    /** A member that notices neither the end of its connection nor its deadlines. */
    private static final class GoesOn extends Mutant {
        private boolean member;

        GoesOn(Machine real) {
            super(real);
        }

        @Override
        protected void tell(Event event, long now, Outbox out) {
            member |= Bug.command(event) instanceof Welcome;
            boolean overlooked = member && (event instanceof Event.Closed || event instanceof Event.Deadline);
            if (!overlooked) {
                super.tell(event, now, out);
            }
        }

        @Override
        public long nextDeadlineNanos() {
            return member ? Long.MAX_VALUE : super.nextDeadlineNanos();
        }
    }

    /** A node that always joins with the first incarnation that it has drawn. */
    private static final class Returns extends Mutant {
        private final List<Long> drawn = new ArrayList<>();

        Returns(Machine real) {
            super(real);
        }

        @Override
        protected Outbox effects(Outbox out) {
            return Changes.commands(out, (endpoint, command) -> {
                if (!(command instanceof Hello h)) {
                    return command;
                }
                drawn.add(h.incarnation());
                return h.toBuilder().incarnation(drawn.get(0)).build();
            });
        }
    }
}
