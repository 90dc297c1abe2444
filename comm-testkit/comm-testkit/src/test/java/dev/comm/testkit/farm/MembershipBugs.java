package dev.comm.testkit.farm;

import dev.comm.api.Cause;
import dev.comm.api.Payload;
import dev.comm.api.View;
import dev.comm.api.protocol.CollectiveCommand.Arrive;
import dev.comm.api.protocol.CollectiveCommand.Decision;
import dev.comm.api.protocol.Command;
import dev.comm.api.protocol.HandshakeCommand;
import dev.comm.api.protocol.HandshakeCommand.Rejected;
import dev.comm.api.protocol.HandshakeCommand.Welcome;
import dev.comm.api.protocol.MembershipCommand;
import dev.comm.api.protocol.MembershipCommand.Fenced;
import dev.comm.core.machine.Event;
import dev.comm.core.machine.Machine;
import dev.comm.core.machine.Notice;
import dev.comm.core.machine.Outbox;
import dev.comm.testkit.sim.DispatchWorkload;
import dev.comm.testkit.sim.ElasticWorkload;
import dev.comm.testkit.sim.SpareWorkload;
import dev.comm.testkit.sim.SpmdWorkload;
import dev.comm.testkit.sim.TaskWorkload;
import dev.comm.testkit.sim.TwinWorkload;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Masters that declare living members dead, serve dead ones, or admit the wrong nodes. */
final class MembershipBugs {
    private MembershipBugs() {}

    static List<Bug> all() {
        return List.of(
                Bug.ofMaster(
                        "the master sends verdicts to members that it has declared departed",
                        "B7",
                        150,
                        SpmdWorkload::cluster,
                        serves(any -> true)),
                Bug.ofMaster(
                        "the master sends verdicts to a member that was replaced",
                        "B7",
                        60,
                        TwinWorkload::cluster,
                        serves(fenced -> fenced.cause() == Cause.REPLACED)),
                Bug.ofMaster(
                        "the master neither fences departed members nor closes their connections",
                        "A10",
                        300,
                        DispatchWorkload::cluster,
                        keepsOpen()),
                Bug.ofMaster("the master declares a living member dead", "B4", 20, SpmdWorkload::cluster, Buries::new),
                Bug.ofMaster(
                        "the master ignores the ends of connections", "B5", 20, SpmdWorkload::cluster, deafToEnds()),
                Bug.ofMaster(
                        "the master counts silent members as alive",
                        "B5",
                        200,
                        SpmdWorkload::cluster,
                        HearsTheSilent::new),
                Bug.ofMaster(
                        "the master counts its own pause as silence of its members",
                        "B14",
                        100,
                        SpmdWorkload::cluster,
                        Blames::new),
                Bug.ofMaster(
                        "the master publishes views with decreasing epochs",
                        "B8",
                        20,
                        SpmdWorkload::cluster,
                        epochs(100, -1)),
                Bug.ofMaster(
                        "the master publishes all views with the same epoch",
                        "B8",
                        40,
                        SpmdWorkload::cluster,
                        epochs(1, 0)),
                Bug.ofMaster(
                        "the master publishes each departure twice", "A8", 40, SpmdWorkload::cluster, tellsTwice()),
                Bug.ofMaster("the master ignores goodbyes", "B4", 20, SpmdWorkload::cluster, deafToGoodbyes()),
                Bug.ofMaster(
                        "the master gives renumbered nodes the rank that they asked for",
                        "L1",
                        40,
                        SpmdWorkload::missing,
                        Wished::new),
                Bug.ofMaster(
                        "the master rejects all nodes after the start",
                        "L2",
                        20,
                        ElasticWorkload::cluster,
                        refusesLatecomers()),
                Bug.ofMaster(
                        "the master sends admitted newcomers no Welcome",
                        "L2",
                        40,
                        ElasticWorkload::cluster,
                        forgetsNewcomers()),
                Bug.ofMaster(
                        "the master gives spares ranks beyond the run",
                        "L2",
                        20,
                        SpareWorkload::cluster,
                        numbersSpares()),
                Bug.ofMaster(
                        "the master asks only every second node to leave", "S1", 20, TaskWorkload::cluster, asksHalf()),
                Bug.ofMaster(
                        "the master throws an exception because of a frame of a peer",
                        "B10",
                        10,
                        SpmdWorkload::cluster,
                        Throws::new));
    }

    static Command withWrongNumber(int endpoint, Command command) {
        if (!(command instanceof Welcome w) || w.epoch() == 1) {
            return command;
        }
        List<HandshakeCommand.Sequence> wrong = w.sequences().stream()
                .map(each -> new HandshakeCommand.Sequence(each.communicator(), each.next() + 1))
                .toList();
        return new Welcome(w.rank(), w.size(), w.term(), w.epoch(), w.members(), wrong, w.content());
    }

    private static UnaryOperator<Machine> serves(Predicate<Fenced> which) {
        return real -> new Mutant(real) {
            private final Set<Integer> fenced = new LinkedHashSet<>();

            @Override
            protected Outbox effects(Outbox out) {
                return new ForwardingOutbox(out) {
                    @Override
                    public void send(int endpoint, Command command, Payload payload, Object token) {
                        if (command instanceof Fenced fence && which.test(fence)) {
                            fenced.add(endpoint);
                            return;
                        }
                        super.send(endpoint, command, payload, token);
                        if (command instanceof Decision) {
                            fenced.forEach(zombie -> super.send(zombie, command, payload, null));
                        }
                    }

                    @Override
                    public void finish(int endpoint) {
                        if (!fenced.contains(endpoint)) {
                            super.finish(endpoint);
                        }
                    }
                };
            }
        };
    }

    private static UnaryOperator<Machine> keepsOpen() {
        return Bug.doing(out -> new ForwardingOutbox(out) {
            @Override
            public void send(int endpoint, Command command, Payload payload, Object token) {
                if (!(command instanceof Fenced)) {
                    super.send(endpoint, command, payload, token);
                }
            }

            @Override
            public void finish(int endpoint) {
                // The connection stays open.
            }

            @Override
            public void abort(int endpoint) {
                // The connection stays open.
            }
        });
    }

    private static UnaryOperator<Machine> deafToEnds() {
        return Bug.deafTo(event -> event instanceof Event.Closed);
    }

    private static UnaryOperator<Machine> deafToGoodbyes() {
        return Bug.deafTo(event -> Bug.command(event) instanceof MembershipCommand.Leave);
    }

    private static UnaryOperator<Machine> epochs(long start, long factor) {
        return Bug.doing(out -> new ForwardingOutbox(out) {
            @Override
            public void publish(Notice notice) {
                if (notice instanceof Notice.ViewChanged seen) {
                    View view = seen.view();
                    View changed = new View(view.term(), start + factor * view.epoch(), view.members());
                    super.publish(new Notice.ViewChanged(changed, seen.departures()));
                } else {
                    super.publish(notice);
                }
            }
        });
    }

    private static UnaryOperator<Machine> tellsTwice() {
        return Bug.doing(out -> new ForwardingOutbox(out) {
            @Override
            public void publish(Notice notice) {
                super.publish(notice);
                super.publish(notice);
            }
        });
    }

    private static UnaryOperator<Machine> refusesLatecomers() {
        return real -> new Mutant(real) {
            private boolean started;

            @Override
            protected Outbox effects(Outbox out) {
                return Changes.commands(out, (endpoint, command) -> {
                    started |= command instanceof Welcome;
                    return started && command instanceof HandshakeCommand.Accepted
                            ? new Rejected(Rejected.Reason.FULL, "the run has started")
                            : command;
                });
            }
        };
    }

    private static UnaryOperator<Machine> numbersSpares() {
        return real -> new Mutant(real) {
            private int next = 7;

            @Override
            protected void tell(Event event, long now, Outbox out) {
                boolean isSpare = Bug.command(event) instanceof HandshakeCommand.Hello hello && hello.rank() < 0;
                super.tell(isSpare ? numbered((Event.Received) event) : event, now, out);
            }

            private Event numbered(Event.Received event) {
                HandshakeCommand.Hello hello = (HandshakeCommand.Hello) event.command();
                return new Event.Received(
                        event.endpoint(), hello.toBuilder().rank(next++).build(), event.payload());
            }
        };
    }

    private static UnaryOperator<Machine> forgetsNewcomers() {
        return Bug.doing(out -> Changes.commands(
                out, (endpoint, command) -> command instanceof Welcome w && w.epoch() > 1 ? null : command));
    }

    private static UnaryOperator<Machine> asksHalf() {
        return real -> new Mutant(real) {
            private int asked;

            @Override
            protected Outbox effects(Outbox out) {
                return Changes.commands(
                        out,
                        (endpoint, command) ->
                                command instanceof MembershipCommand.Shutdown && asked++ % 2 == 1 ? null : command);
            }
        };
    }

    private static final class Buries extends Mutant {
        private int arrivals;

        Buries(Machine real) {
            super(real);
        }

        @Override
        protected void tell(Event event, long now, Outbox out) {
            super.tell(event, now, out);
            if (event instanceof Event.Received received && received.command() instanceof Arrive && ++arrivals == 3) {
                Event end = new Event.Closed(received.endpoint(), Event.Closed.Reason.END_OF_STREAM, "invented");
                super.tell(end, now, out);
            }
        }
    }

    private static final class HearsTheSilent extends Mutant {
        private final Set<Integer> open = new LinkedHashSet<>();

        HearsTheSilent(Machine real) {
            super(real);
        }

        @Override
        protected void tell(Event event, long now, Outbox out) {
            if (event instanceof Event.Opened opened) {
                open.add(opened.endpoint());
            } else if (event instanceof Event.Closed closed) {
                open.remove(closed.endpoint());
            } else if (event instanceof Event.Deadline) {
                open.forEach(endpoint -> super.tell(new Event.Heard(endpoint), now, out));
            }
            super.tell(event, now, out);
        }
    }

    /** A master that does not notice its own pause, because it gets deadlines for short waits instead. */
    private static final class Blames extends Mutant {
        private static final long TICK_NANOS = 50_000_000;

        private long last = Long.MIN_VALUE;

        Blames(Machine real) {
            super(real);
        }

        @Override
        protected void tell(Event event, long now, Outbox out) {
            for (long tick = last + TICK_NANOS; last != Long.MIN_VALUE && tick < now; tick += TICK_NANOS) {
                super.tell(new Event.Deadline(), tick, out);
            }
            last = now;
            super.tell(event, now, out);
        }
    }

    /** A master that welcomes nodes under the rank that they asked for. */
    private static final class Wished extends Mutant {
        private final Map<Integer, Integer> wishes = new HashMap<>();

        Wished(Machine real) {
            super(real);
        }

        @Override
        protected void tell(Event event, long now, Outbox out) {
            if (event instanceof Event.Received received
                    && received.command() instanceof HandshakeCommand.Hello hello) {
                wishes.put(received.endpoint(), hello.rank());
            }
            super.tell(event, now, out);
        }

        @Override
        protected Outbox effects(Outbox out) {
            return Changes.commands(out, (endpoint, command) -> {
                int wish = wishes.getOrDefault(endpoint, -1);
                return command instanceof Welcome w && wish > 0
                        ? new Welcome(wish, w.size(), w.term(), w.epoch(), w.members(), w.sequences(), w.content())
                        : command;
            });
        }
    }

    private static final class Throws extends Mutant {
        Throws(Machine real) {
            super(real);
        }

        @Override
        protected void tell(Event event, long now, Outbox out) {
            super.tell(event, now, out);
            if (Bug.command(event) instanceof HandshakeCommand.Proof) {
                throw new IllegalStateException("a frame of a peer caused this");
            }
        }
    }
}
