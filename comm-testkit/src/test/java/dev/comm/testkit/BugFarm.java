package dev.comm.testkit;

import dev.comm.api.Payload;
import dev.comm.api.View;
import dev.comm.api.frame.CollectiveCommand.Arrive;
import dev.comm.api.frame.CollectiveCommand.Decision;
import dev.comm.api.frame.CollectiveCommand.Outcome;
import dev.comm.api.frame.Command;
import dev.comm.api.frame.HandshakeCommand;
import dev.comm.api.frame.MembershipCommand;
import dev.comm.api.frame.NoteCommand;
import dev.comm.api.frame.WorkCommand;
import dev.comm.api.machine.Call;
import dev.comm.api.machine.CollectiveCall;
import dev.comm.api.machine.Event;
import dev.comm.api.machine.Machine;
import dev.comm.api.machine.Notice;
import dev.comm.api.machine.Outbox;
import dev.comm.api.machine.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Protocols that are wrong on purpose. A kit that cannot fail is worth nothing. */
final class BugFarm {
    private BugFarm() {}

    /** The master takes one arrival for everybody's. */
    static final class ReleasesTooEarly extends Mutant {
        private final Set<Integer> members = new LinkedHashSet<>();

        ReleasesTooEarly(Machine real) {
            super(real);
        }

        @Override
        protected void tell(Event event, long now, Outbox out) {
            super.tell(event, now, out);
            if (event instanceof Event.Received received && received.command() instanceof Arrive) {
                members.add(received.endpoint());
                for (int other : members) {
                    super.tell(new Event.Received(other, received.command(), received.payload()), now, out);
                }
            }
        }
    }

    /** The master lists the dead among the survivors. */
    static final class CountsTheDead extends Mutant {
        CountsTheDead(Machine real) {
            super(real);
        }

        @Override
        protected Outbox effects(Outbox out) {
            return new DecisionChange(out) {
                @Override
                Decision change(int endpoint, Decision decision) {
                    TreeSet<Integer> survivors = new TreeSet<>(decision.survivors());
                    decision.departures().forEach(gone -> survivors.add(gone.rank()));
                    return with(decision, new ArrayList<>(survivors), decision.epoch());
                }
            };
        }
    }

    /** The master tells one member something else than the others. */
    static final class DiffersByReceiver extends Mutant {
        DiffersByReceiver(Machine real) {
            super(real);
        }

        @Override
        protected Outbox effects(Outbox out) {
            return new DecisionChange(out) {
                @Override
                Decision change(int endpoint, Decision decision) {
                    boolean odd = endpoint % 2 == 1 && decision.survivors().size() > 1;
                    List<Integer> survivors = decision.survivors();
                    return odd
                            ? with(decision, survivors.subList(0, survivors.size() - 1), decision.epoch())
                            : decision;
                }
            };
        }
    }

    /** The master goes on serving those it has declared gone. */
    static final class ServesTheFenced extends Mutant {
        private final Set<Integer> fenced = new LinkedHashSet<>();

        ServesTheFenced(Machine real) {
            super(real);
        }

        @Override
        protected Outbox effects(Outbox out) {
            return new ForwardingOutbox(out) {
                @Override
                public void send(int endpoint, Command command, Payload payload, Object token) {
                    if (command instanceof MembershipCommand.Fenced) {
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
    }

    /** The machine never hears that its deadline has come. */
    static final class LosesTimers extends Mutant {
        LosesTimers(Machine real) {
            super(real);
        }

        @Override
        public long nextDeadlineNanos() {
            return Long.MAX_VALUE;
        }
    }

    /** The master does not notice that connections end. */
    static final class OverlooksEnds extends Mutant {
        OverlooksEnds(Machine real) {
            super(real);
        }

        @Override
        protected void tell(Event event, long now, Outbox out) {
            if (!(event instanceof Event.Closed)) {
                super.tell(event, now, out);
            }
        }
    }

    /** The master takes live members for dead ones. */
    static final class BuriesTheLiving extends Mutant {
        private int arrivals;

        BuriesTheLiving(Machine real) {
            super(real);
        }

        @Override
        protected void tell(Event event, long now, Outbox out) {
            super.tell(event, now, out);
            if (event instanceof Event.Received received && received.command() instanceof Arrive && ++arrivals == 3) {
                super.tell(
                        new Event.Closed(received.endpoint(), Event.Closed.Reason.END_OF_STREAM, "invented"), now, out);
            }
        }
    }

    /** Collected values stand under their neighbours' ranks. */
    static final class MixesUpRanks extends Mutant {
        MixesUpRanks(Machine real) {
            super(real);
        }

        @Override
        protected Outbox effects(Outbox out) {
            return new ResultChange(out) {
                @Override
                List<CollectiveCall.Contribution> change(List<CollectiveCall.Contribution> given) {
                    List<CollectiveCall.Contribution> turned = new ArrayList<>();
                    for (int i = 0; i < given.size(); i++) {
                        Value next = given.get((i + 1) % given.size()).value();
                        turned.add(new CollectiveCall.Contribution(given.get(i).rank(), next));
                    }
                    return turned;
                }
            };
        }
    }

    /** A member's part has a byte too few. */
    static final class CutsParts extends Mutant {
        CutsParts(Machine real) {
            super(real);
        }

        @Override
        protected Outbox effects(Outbox out) {
            return new ResultChange(out) {
                @Override
                List<CollectiveCall.Contribution> change(List<CollectiveCall.Contribution> given) {
                    return given.stream()
                            .map(each -> new CollectiveCall.Contribution(each.rank(), shorter(each.value())))
                            .toList();
                }
            };
        }

        private static Value shorter(Value value) {
            if (value.payload() == null || value.payload().length() == 0) {
                return value;
            }
            Payload payload = value.payload();
            return new Value(value.content(), Payload.of(payload.slice(0, (int) payload.length() - 1)));
        }
    }

    /** The master delivers messages twice. */
    static final class RepeatsMessages extends Mutant {
        RepeatsMessages(Machine real) {
            super(real);
        }

        @Override
        protected Outbox effects(Outbox out) {
            return new ForwardingOutbox(out) {
                @Override
                public void send(int endpoint, Command command, Payload payload, Object token) {
                    super.send(endpoint, command, payload, token);
                    if (command instanceof NoteCommand.Note) {
                        super.send(endpoint, command, payload, null);
                    }
                }
            };
        }
    }

    /** The master loses every second message. */
    static final class LosesMessages extends Mutant {
        private int notes;

        LosesMessages(Machine real) {
            super(real);
        }

        @Override
        protected void tell(Event event, long now, Outbox out) {
            boolean note = event instanceof Event.Received received && received.command() instanceof NoteCommand.Note;
            if (!note || notes++ % 2 == 0) {
                super.tell(event, now, out);
            }
        }
    }

    /** The master does not see an arrival now and then. */
    static final class LosesArrivals extends Mutant {
        private int arrivals;

        LosesArrivals(Machine real) {
            super(real);
        }

        @Override
        protected void tell(Event event, long now, Outbox out) {
            boolean arrival = event instanceof Event.Received received && received.command() instanceof Arrive;
            if (!arrival || ++arrivals % 7 != 0) {
                super.tell(event, now, out);
            }
        }
    }

    /** Epochs go back when somebody departs. */
    static final class TurnsEpochsBack extends Mutant {
        TurnsEpochsBack(Machine real) {
            super(real);
        }

        @Override
        protected Outbox effects(Outbox out) {
            return new ForwardingOutbox(out) {
                @Override
                public void publish(Notice notice) {
                    Notice changed = notice;
                    if (notice instanceof Notice.ViewChanged seen) {
                        View view = seen.view();
                        View back = new View(view.term(), 100 - view.epoch(), view.members());
                        changed = new Notice.ViewChanged(back, seen.departures());
                    }
                    super.publish(changed);
                }
            };
        }
    }

    /** The master forgets a result that came in. */
    static final class LosesResults extends Mutant {
        private int results;

        LosesResults(Machine real) {
            super(real);
        }

        @Override
        protected void tell(Event event, long now, Outbox out) {
            boolean result =
                    event instanceof Event.Received received && received.command() instanceof WorkCommand.Result;
            if (!result || ++results % 5 != 0) {
                super.tell(event, now, out);
            }
        }
    }

    /** A peer's frame makes the machine throw. */
    static final class Throws extends Mutant {
        Throws(Machine real) {
            super(real);
        }

        @Override
        protected void tell(Event event, long now, Outbox out) {
            super.tell(event, now, out);
            if (event instanceof Event.Received received && received.command() instanceof HandshakeCommand.Proof) {
                throw new IllegalStateException("a peer can do that");
            }
        }
    }

    /** A success although too few survive. */
    static final class IgnoresTheQuorum extends Mutant {
        IgnoresTheQuorum(Machine real) {
            super(real);
        }

        @Override
        protected Outbox effects(Outbox out) {
            return new DecisionChange(out) {
                @Override
                Decision change(int endpoint, Decision d) {
                    return d.outcome() != Outcome.QUORUM_LOST ? d : outcome(d, Outcome.SUCCESS);
                }
            };
        }
    }

    /** Changes decisions on their way out, to members and to the local program. */
    private abstract static class DecisionChange extends ForwardingOutbox {
        DecisionChange(Outbox out) {
            super(out);
        }

        abstract Decision change(int endpoint, Decision decision);

        @Override
        public void send(int endpoint, Command command, Payload payload, Object token) {
            Command changed = command instanceof Decision decision ? change(endpoint, decision) : command;
            super.send(endpoint, changed, payload, token);
        }

        @Override
        @SuppressWarnings("unchecked")
        public <R> void complete(Call<R> call, R result) {
            R changed = result;
            if (result instanceof CollectiveCall.Decided decided) {
                changed = (R) new CollectiveCall.Decided(change(0, decided.decision()), decided.contributions());
            }
            super.complete(call, changed);
        }

        static Decision with(Decision d, List<Integer> survivors, long epoch) {
            return new Decision(
                    d.communicator(),
                    d.sequence(),
                    d.term(),
                    epoch,
                    d.outcome(),
                    survivors,
                    d.departures(),
                    d.missing(),
                    d.joined(),
                    d.slowest(),
                    d.detail(),
                    d.slots(),
                    d.created(),
                    d.content());
        }

        static Decision outcome(Decision d, Outcome outcome) {
            return new Decision(
                    d.communicator(),
                    d.sequence(),
                    d.term(),
                    d.epoch(),
                    outcome,
                    d.survivors(),
                    d.departures(),
                    d.missing(),
                    d.joined(),
                    d.slowest(),
                    d.detail(),
                    d.slots(),
                    d.created(),
                    d.content());
        }
    }

    /** Changes what the local program gets. */
    private abstract static class ResultChange extends ForwardingOutbox {
        ResultChange(Outbox out) {
            super(out);
        }

        abstract List<CollectiveCall.Contribution> change(List<CollectiveCall.Contribution> given);

        @Override
        @SuppressWarnings("unchecked")
        public <R> void complete(Call<R> call, R result) {
            R changed = result;
            if (result instanceof CollectiveCall.Decided decided) {
                changed = (R) new CollectiveCall.Decided(decided.decision(), change(decided.contributions()));
            }
            super.complete(call, changed);
        }
    }
}
