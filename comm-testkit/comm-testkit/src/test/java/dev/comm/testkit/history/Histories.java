package dev.comm.testkit.history;

import dev.comm.api.Cause;
import dev.comm.api.Departure;
import dev.comm.api.Member;
import dev.comm.api.RankSet;
import dev.comm.api.View;
import dev.comm.api.protocol.CollectiveCommand.Decision;
import dev.comm.api.protocol.CollectiveCommand.Outcome;
import dev.comm.api.protocol.CollectiveKind;
import dev.comm.api.protocol.Content;
import dev.comm.api.protocol.HandshakeCommand.Rejected.Reason;
import dev.comm.core.machine.Failure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A writer of histories. It has three members, times in milliseconds, and one instance unless a test sets another one.
 */
public final class Histories {
    public static final Digest APPLE = new Digest(Content.Kind.VALUE, 5, 11);
    public static final Digest NULL = new Digest(Content.Kind.NULL, 0, 0);
    public static final Digest PEAR = new Digest(Content.Kind.VALUE, 4, 22);

    private final History history;
    private CollectiveKind kind = CollectiveKind.BARRIER;
    private Instance instance = new Instance(0, 0);
    private long nanos;
    private long epoch = 1;

    private Histories(History.Rules rules) {
        history = new History(new History.Terms(2, false, 200_000_000, 2_000_000_000, 20_000_000, 0, rules));
    }

    /** Returns the history of a team of three that has started. */
    public static Histories team() {
        return team(History.Rules.STRICT);
    }

    /** Returns the history of a team of three that admits newcomers. */
    static Histories elastic() {
        return team(new History.Rules(false, true, false));
    }

    /** Returns the history of a team of three with a spare. */
    static Histories spared() {
        return team(new History.Rules(false, true, 1, false, 600_000_000, 5_000_000_000L, 2_000_000_000));
    }

    /**
     * Returns the history of a master and two nodes that serve requests. A second owner of a rank replaces the first.
     */
    static Histories serving() {
        return team(new History.Rules(true, true, true));
    }

    private static Histories team(History.Rules rules) {
        Histories histories = new Histories(rules);
        for (int rank = 0; rank < 3; rank++) {
            histories.history.add(new Occurrence.Joined(0, life(rank), 3, new View(1, 1, members(0, 1, 2))));
        }
        return histories;
    }

    public static Life life(int rank) {
        return new Life(rank, rank, 100 + rank);
    }

    private static SortedMap<Integer, Member> members(int... ranks) {
        SortedMap<Integer, Member> members = new TreeMap<>();
        for (int rank : ranks) {
            members.put(rank, new Member(rank, life(rank).incarnation(), "host", null));
        }
        return members;
    }

    public History done() {
        history.settled();
        return history;
    }

    /** Lets time pass. */
    public Histories after(long millis) {
        nanos += millis * 1_000_000;
        return this;
    }

    public Histories of(CollectiveKind next) {
        kind = next;
        return this;
    }

    Histories next() {
        instance = new Instance(0, instance.sequence() + 1);
        return this;
    }

    public Histories calls(int rank, Digest... given) {
        return add(new Occurrence.Called(nanos, life(rank), instance, kind, "", 1_000_000_000L, List.of(given)));
    }

    public Histories arrives(int... ranks) {
        for (int rank : ranks) {
            add(new Occurrence.Arrived(nanos, life(rank), instance, kind, "", "", Digest.NONE));
        }
        return this;
    }

    public Histories holds(int... ranks) {
        for (int rank : ranks) {
            add(new Occurrence.Held(nanos, life(rank), instance));
        }
        return this;
    }

    public Histories departs(int rank, Cause cause) {
        epoch++;
        SortedMap<Integer, Long> left = new TreeMap<>();
        Views.at(history, history.all().size()).forEach((member, incarnation) -> {
            if (member != rank) {
                left.put(member, incarnation);
            }
        });
        if (cause == Cause.CLOSED || cause == Cause.RESET) {
            add(new Occurrence.Disconnected(nanos, life(rank)));
        }
        add(new Occurrence.Departed(nanos, rank, life(rank).incarnation(), cause, epoch));
        return add(new Occurrence.ViewSeen(nanos, life(0), 1, epoch, left));
    }

    public Histories sees(int rank, long term, long seen) {
        return add(new Occurrence.ViewSeen(nanos, life(rank), term, seen, new TreeMap<>()));
    }

    public Histories fault(Occurrence.Fault.Kind fault, int process) {
        return add(new Occurrence.Fault(nanos, fault, process));
    }

    public Histories decides(Outcome outcome, Integer... survivors) {
        return add(new Occurrence.Decided(nanos, instance, decision(outcome, "", survivors)));
    }

    public Histories decides(Outcome outcome, String detail) {
        return add(new Occurrence.Decided(nanos, instance, decision(outcome, detail)));
    }

    public Histories returns(int rank, Outcome outcome, List<Occurrence.Got> got, Integer... survivors) {
        return add(new Occurrence.Returned(nanos, life(rank), instance, kind, decision(outcome, "", survivors), got));
    }

    public Histories returns(int rank, Integer... survivors) {
        return returns(rank, Outcome.SUCCESS, List.of(), survivors);
    }

    public static List<Occurrence.Got> got(Object... ranksAndValues) {
        List<Occurrence.Got> all = new ArrayList<>();
        for (int i = 0; i < ranksAndValues.length; i += 2) {
            all.add(new Occurrence.Got((Integer) ranksAndValues[i], (Digest) ranksAndValues[i + 1]));
        }
        return all;
    }

    public Histories fails(int rank, Failure.Kind failure) {
        return add(new Occurrence.Failed(nanos, life(rank), instance, new Failure(failure, "because")));
    }

    public Histories sends(int from, int to, Digest value) {
        long incarnation = life(to).incarnation();
        add(new Occurrence.NoteSent(nanos, life(from), 0, to, incarnation, 0, value));
        return add(new Occurrence.SendDone(nanos, life(from), 0, to, 0, value));
    }

    public Histories takesBack(int from, int to, int number) {
        return add(new Occurrence.NoteTakenBack(nanos, life(from), 0, life(to).incarnation(), 0, number));
    }

    public Histories takes(int to, int from, Digest value) {
        return add(new Occurrence.NoteTaken(nanos, life(to), 0, from, 0, value));
    }

    public Histories isTold(int to, int rank) {
        return add(new Occurrence.DepartureTold(
                nanos, life(to), 0, 0, rank, life(rank).incarnation()));
    }

    public Histories receiveAnyFails(int to, Failure.Kind failure) {
        return add(new Occurrence.ReceiveFailed(nanos, life(to), 0, Occurrence.ANY, 0, failure));
    }

    public Histories receiveTimesOut(int to, int from) {
        return add(new Occurrence.ReceiveFailed(nanos, life(to), 0, from, 0, Failure.Kind.TIMEOUT));
    }

    Histories timesOut(Integer... missing) {
        Decision decision = decision(Outcome.TIMEOUT, "", List.of(), departures(), List.of(missing));
        return add(new Occurrence.Decided(nanos, instance, decision));
    }

    /** Adds a verdict with the departure of one rank only, for the given cause. */
    Histories decidesWith(int rank, Cause cause) {
        Departure departure = new Departure(rank, life(rank).incarnation(), cause, "");
        Decision decision = decision(Outcome.SUCCESS, "", List.of(0, 2), List.of(departure), List.of());
        return add(new Occurrence.Decided(nanos, instance, decision));
    }

    /** Adds that a member sees the first view. */
    Histories seesTeam(int rank) {
        return sees(rank, 0, 1, 2);
    }

    /** Adds that a member sees a view with the given members. */
    Histories sees(int rank, int... ranks) {
        SortedMap<Integer, Long> all = new TreeMap<>();
        members(ranks).forEach((member, known) -> all.put(member, known.incarnation()));
        return add(new Occurrence.ViewSeen(nanos, life(rank), 1, epoch, all));
    }

    /** Adds that a program begins a call that is not a collective. */
    Histories begins(int process, String what, long millis) {
        return add(new Occurrence.Began(nanos, process, 1, what, millis < 0 ? millis : millis * 1_000_000));
    }

    Histories ends(int process) {
        return add(new Occurrence.Over(nanos, process, 1, null));
    }

    /** Adds that a handler begins. */
    Histories begins(int process, long id) {
        return add(new Occurrence.HandlerBegan(nanos, process, "h", id, 1, Long.MAX_VALUE));
    }

    /** Adds that a handler begins, with the given timeout. */
    public Histories handles(int process, long id, long millis) {
        return add(new Occurrence.HandlerBegan(nanos, process, "h", id, 1, millis * 1_000_000));
    }

    public Histories interrupts(int process, long id) {
        return add(new Occurrence.HandlerInterrupted(nanos, process, id, 1));
    }

    Histories submits(String batch, int tasks) {
        return add(new Occurrence.BatchSubmitted(nanos, batch, tasks, true, "h", 0));
    }

    Histories ends(String batch, int index) {
        return add(new Occurrence.TaskEnded(nanos, batch, index, true, true, ""));
    }

    Histories gives(int rank, String handler) {
        return add(new Occurrence.TaskGiven(nanos, 7, 1, handler, life(rank)));
    }

    Histories asks(String request, Integer... ranks) {
        return add(new Occurrence.Asked(nanos, request, Set.of(ranks)));
    }

    Histories isAnswered(String request, int rank, boolean right) {
        return add(new Occurrence.Answered(nanos, request, rank, right, "it"));
    }

    /** Adds that a process asks to join. Its number is its rank. */
    Histories joins(int rank, long incarnation) {
        return add(new Occurrence.Joining(nanos, rank, rank, incarnation));
    }

    /** Adds that a member of the team with a live time was registered. */
    Histories registers(int rank, long liveMillis) {
        return registers(rank, life(rank).incarnation(), liveMillis * 1_000_000);
    }

    Histories registers(int rank, long incarnation, long liveNanos) {
        return add(new Occurrence.Registered(nanos, rank, incarnation, liveNanos));
    }

    Histories welcomes(int rank, long incarnation) {
        return add(new Occurrence.Welcomed(nanos, rank, incarnation));
    }

    Histories refuses(int rank, long incarnation, Reason reason) {
        return add(new Occurrence.Refused(nanos, rank, incarnation, reason, ""));
    }

    Histories shutsDown(long millis, int... ranks) {
        add(new Occurrence.ShutdownBegun(nanos, millis * 1_000_000));
        for (int rank : ranks) {
            add(new Occurrence.ShutdownAsked(nanos, rank, life(rank).incarnation()));
        }
        return this;
    }

    public Histories add(Occurrence occurrence) {
        history.add(occurrence);
        return this;
    }

    long nanos() {
        return nanos;
    }

    private Decision decision(Outcome outcome, String detail, Integer... survivors) {
        return decision(outcome, detail, List.of(survivors), departures(), List.of());
    }

    private List<Departure> departures() {
        return history.of(Occurrence.Departed.class).stream()
                .map(gone -> new Departure(gone.rank(), gone.incarnation(), gone.cause(), ""))
                .toList();
    }

    private Decision decision(
            Outcome outcome,
            String detail,
            Collection<Integer> survivors,
            List<Departure> departures,
            Collection<Integer> missing) {
        return Decision.of(new Decision.Stamp(0, instance.sequence(), 1, epoch), outcome, RankSet.copyOf(survivors), -1)
                .toBuilder()
                .departures(departures)
                .missing(RankSet.copyOf(missing))
                .detail(detail)
                .build();
    }
}
