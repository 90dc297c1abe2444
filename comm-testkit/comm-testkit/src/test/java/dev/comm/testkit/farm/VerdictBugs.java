package dev.comm.testkit.farm;

import dev.comm.api.Cause;
import dev.comm.api.Departure;
import dev.comm.api.Payload;
import dev.comm.api.protocol.CollectiveCommand.Arrive;
import dev.comm.api.protocol.CollectiveCommand.Decision;
import dev.comm.api.protocol.CollectiveCommand.Held;
import dev.comm.api.protocol.CollectiveCommand.Outcome;
import dev.comm.api.protocol.CollectiveCommand.Part;
import dev.comm.api.protocol.Command;
import dev.comm.api.protocol.MembershipCommand.ViewChange;
import dev.comm.core.machine.Event;
import dev.comm.core.machine.Machine;
import dev.comm.core.machine.Outbox;
import dev.comm.core.value.Checksums;
import dev.comm.testkit.sim.ElasticWorkload;
import dev.comm.testkit.sim.SpmdWorkload;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** Masters that decide too early, without reason or differently for each member, or send no verdict. */
final class VerdictBugs {
    private VerdictBugs() {}

    static List<Bug> all() {
        return List.of(
                Bug.ofMaster(
                        "the master counts one arrival as the arrival of every member",
                        "B3",
                        40,
                        SpmdWorkload::cluster,
                        ReleasesEarly::new),
                Bug.ofMaster(
                        "the master lists departed members as survivors",
                        "B2",
                        60,
                        SpmdWorkload::cluster,
                        countsTheDead()),
                Bug.ofMaster(
                        "the master sends some members a verdict with other survivors",
                        "B1",
                        20,
                        SpmdWorkload::cluster,
                        differs()),
                Bug.ofMaster(
                        "the master makes two different verdicts about one call",
                        "B12",
                        20,
                        SpmdWorkload::cluster,
                        differs()),
                Bug.ofMaster(
                        "the master reports success although the quorum is lost",
                        "B11",
                        150,
                        SpmdWorkload::cluster,
                        offByOne()),
                Bug.ofMaster(
                        "the master does not wait for the acknowledgements of parts",
                        "B2",
                        40,
                        SpmdWorkload::cluster,
                        IgnoresHeld::new),
                Bug.ofMaster(
                        "the master reports a mismatch to one member only", "B5", 60, SpmdWorkload::odd, tellsOne()),
                Bug.ofMaster(
                        "the master accepts different calls as the same call",
                        "B9",
                        60,
                        SpmdWorkload::odd,
                        Indifferent::new),
                Bug.ofMaster(
                        "the master sends no verdict to members that arrive late",
                        "B5",
                        60,
                        SpmdWorkload::odd,
                        Forgetful::new),
                Bug.ofMaster(
                        "the master puts wrong causes of departures into verdicts",
                        "B1",
                        60,
                        SpmdWorkload::cluster,
                        wrongCause()),
                Bug.ofMaster(
                        "the master ignores every seventh arrival", "B5", 60, SpmdWorkload::cluster, losesArrivals()),
                Bug.ofMaster(
                        "the master sends the verdict before the change of the view",
                        "A8",
                        250,
                        SpmdWorkload::cluster,
                        HoldsViews::new),
                Bug.ofMaster(
                        "the master reports a timeout of a call that has succeeded",
                        "B12",
                        250,
                        SpmdWorkload::cluster,
                        TimerRunsOn::new),
                Bug.ofMaster(
                        "the master sends newcomers a wrong number of the next call",
                        "L2",
                        60,
                        ElasticWorkload::cluster,
                        wrongNumber()));
    }

    private static UnaryOperator<Machine> countsTheDead() {
        return Bug.doing(out -> Changes.decisions(out, (endpoint, decision) -> {
            TreeSet<Integer> survivors = new TreeSet<>(decision.survivors());
            decision.departures().forEach(gone -> survivors.add(gone.rank()));
            return Changes.with(decision, survivors);
        }));
    }

    private static UnaryOperator<Machine> differs() {
        return Bug.doing(out -> Changes.decisions(out, (endpoint, decision) -> {
            SortedSet<Integer> survivors = decision.survivors();
            boolean odd = endpoint % 2 == 1 && survivors.size() > 1;
            return odd ? Changes.with(decision, survivors.headSet(survivors.last())) : decision;
        }));
    }

    private static UnaryOperator<Machine> offByOne() {
        return Bug.doing(out -> Changes.decisions(out, (endpoint, decision) -> {
            boolean nearly = decision.outcome() == Outcome.QUORUM_LOST
                    && !decision.survivors().isEmpty();
            return nearly ? Changes.with(decision, Outcome.SUCCESS) : decision;
        }));
    }

    private static UnaryOperator<Machine> tellsOne() {
        return real -> new Mutant(real) {
            private int told = -1;

            @Override
            protected Outbox effects(Outbox out) {
                return Changes.commands(out, (endpoint, command) -> {
                    boolean mismatch = command instanceof Decision d && d.outcome() == Outcome.MISMATCH;
                    told = mismatch && told < 0 ? endpoint : told;
                    return mismatch && told != endpoint ? null : command;
                });
            }
        };
    }

    private static UnaryOperator<Machine> wrongCause() {
        return Bug.doing(out -> Changes.decisions(out, (endpoint, decision) -> {
            List<Departure> gone = decision.departures().stream()
                    .map(each -> new Departure(each.rank(), each.incarnation(), Cause.REMOVED, each.detail()))
                    .toList();
            return Changes.departed(decision, gone);
        }));
    }

    private static UnaryOperator<Machine> losesArrivals() {
        return real -> {
            int[] arrivals = {0};
            return Bug.deafTo(event -> Bug.command(event) instanceof Arrive && ++arrivals[0] % 7 == 0)
                    .apply(real);
        };
    }

    private static UnaryOperator<Machine> wrongNumber() {
        return Bug.doing(out -> Changes.commands(out, MembershipBugs::withWrongNumber));
    }

    private static final class ReleasesEarly extends Mutant {
        private final Set<Integer> members = new LinkedHashSet<>();

        ReleasesEarly(Machine real) {
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

    /** A master that treats every arrival as an arrival at the call of the first one. */
    private static final class Indifferent extends Mutant {
        private final Map<String, Arrive> first = new HashMap<>();

        Indifferent(Machine real) {
            super(real);
        }

        @Override
        protected void tell(Event event, long now, Outbox out) {
            Event changed = event;
            if (event instanceof Event.Received received && received.command() instanceof Arrive arrive) {
                Arrive called = first.computeIfAbsent(arrive.communicator() + "/" + arrive.sequence(), any -> arrive);
                Arrive same = arrive.withKind(called.kind()).withName(called.name());
                changed = new Event.Received(received.endpoint(), same, received.payload());
            }
            super.tell(changed, now, out);
        }
    }

    /** A master that counts a part as held as soon as it is sent. */
    private static final class IgnoresHeld extends Mutant {
        private final Queue<Event> forged = new ArrayDeque<>();

        IgnoresHeld(Machine real) {
            super(real);
        }

        @Override
        protected void tell(Event event, long now, Outbox out) {
            super.tell(event, now, out);
            for (Event next = forged.poll(); next != null; next = forged.poll()) {
                super.tell(next, now, out);
            }
        }

        @Override
        protected Outbox effects(Outbox out) {
            return new ForwardingOutbox(out) {
                @Override
                public void send(int endpoint, Command command, Payload payload, Object token) {
                    super.send(endpoint, command, payload, token);
                    if (command instanceof Part part) {
                        long length = payload == null ? 0 : payload.length();
                        Held held = new Held(part.communicator(), part.sequence(), length, Checksums.crc32c(payload));
                        forged.add(new Event.Received(endpoint, held, null));
                    }
                }
            };
        }
    }

    /** A master that sends a verdict only when it is made, and only to members that have arrived. */
    private static final class Forgetful extends Mutant {
        private final Set<String> arrived = new HashSet<>();
        private final Set<String> decided = new HashSet<>();

        Forgetful(Machine real) {
            super(real);
        }

        @Override
        protected void tell(Event event, long now, Outbox out) {
            if (event instanceof Event.Received received
                    && received.command() instanceof Arrive arrive
                    && !decided.contains(number(arrive.communicator(), arrive.sequence()))) {
                arrived.add(received.endpoint() + ":" + number(arrive.communicator(), arrive.sequence()));
            }
            super.tell(event, now, out);
        }

        @Override
        protected Outbox effects(Outbox out) {
            return Changes.commands(out, (endpoint, command) -> {
                if (!(command instanceof Decision decision)) {
                    return command;
                }
                String number = number(decision.communicator(), decision.sequence());
                decided.add(number);
                return arrived.contains(endpoint + ":" + number) ? command : null;
            });
        }

        private static String number(int communicator, long sequence) {
            return communicator + "/" + sequence;
        }
    }

    /** A master that sends changes of the view one step late. */
    private static final class HoldsViews extends Mutant {
        private final List<Runnable> late = new ArrayList<>();

        HoldsViews(Machine real) {
            super(real);
        }

        @Override
        protected void tell(Event event, long now, Outbox out) {
            List<Runnable> due = List.copyOf(late);
            late.clear();
            super.tell(event, now, out);
            due.forEach(Runnable::run);
        }

        @Override
        protected Outbox effects(Outbox out) {
            return new ForwardingOutbox(out) {
                @Override
                public void send(int endpoint, Command command, Payload payload, Object token) {
                    if (command instanceof ViewChange) {
                        late.add(() -> super.send(endpoint, command, payload, token));
                    } else {
                        super.send(endpoint, command, payload, token);
                    }
                }
            };
        }
    }

    /** A master that repeats a decision as a timeout when the deadline of the call is over. */
    private static final class TimerRunsOn extends Mutant {
        private record Running(long dueNanos, int endpoint, Decision decision) {}

        private static final long TIMEOUT_NANOS = 8_000_000_000L;

        private final List<Running> running = new ArrayList<>();
        private long now;

        TimerRunsOn(Machine real) {
            super(real);
        }

        @Override
        protected void tell(Event event, long nowNanos, Outbox out) {
            now = nowNanos;
            super.tell(event, nowNanos, out);
            for (Running each : List.copyOf(running)) {
                if (each.dueNanos <= nowNanos) {
                    running.remove(each);
                    out.send(each.endpoint, Changes.with(each.decision, Outcome.TIMEOUT));
                }
            }
        }

        @Override
        protected Outbox effects(Outbox out) {
            return Changes.commands(out, (endpoint, command) -> {
                if (command instanceof Decision decision && decision.outcome() == Outcome.SUCCESS) {
                    running.add(new Running(now + TIMEOUT_NANOS, endpoint, decision));
                }
                return command;
            });
        }
    }
}
