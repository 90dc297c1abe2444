package dev.comm.master.machine.membership;

import dev.comm.api.Cause;
import dev.comm.api.Departure;
import dev.comm.api.Member;
import dev.comm.api.View;
import dev.comm.api.protocol.HandshakeCommand.Sequence;
import dev.comm.api.protocol.HandshakeCommand.Welcome;
import dev.comm.api.protocol.MembershipCommand.Fenced;
import dev.comm.api.protocol.MembershipCommand.ViewChange;
import dev.comm.core.machine.DrainMargin;
import dev.comm.core.machine.Nanos;
import dev.comm.core.machine.Notice;
import dev.comm.core.machine.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The membership of the run, which issues epochs (B8). A departure changes the roster at once. {@link #flush}, which
 * the machine calls before the step ends, announces all departures together. Joins are announced after the aggregation
 * window at the latest, and before any frame that depends on them.
 */
public final class Membership {
    private final MasterStep step;
    private final MasterSettings settings;
    private final ClosingConnections closing;
    private final RunHistory history;
    private final Roster roster;
    private final List<DepartureHook> hooks = new ArrayList<>();
    private final List<PendingDeparture> pending = new ArrayList<>();
    private final List<Node> arrivals = new ArrayList<>();
    private Function<Node, List<Sequence>> entrance = node -> List.of();
    private boolean selfLives = true;
    private long endOfLifeNanos = Nanos.NEVER;
    private long startNanos = Nanos.NEVER;
    /** The time from which rank 0 should leave, because its live time ends soon. */
    private long drainAt = Nanos.NEVER;

    private long epoch;
    private long announceAt = Long.MAX_VALUE;

    public Membership(MasterContext context, Roster roster) {
        this.step = context.step();
        this.settings = context.settings();
        this.closing = context.closing();
        this.history = context.history();
        this.roster = roster;
    }

    /** Connects the parts that depend on the membership. The listeners are notified in the given order. */
    public void connect(Function<Node, List<Sequence>> sequences, List<DepartureHook> parts) {
        entrance = sequences;
        hooks.addAll(parts);
    }

    public long epoch() {
        return epoch;
    }

    /** Returns whether rank 0 is a member of the view. */
    public boolean selfLives() {
        return selfLives;
    }

    /**
     * Sets the rest of the live time of rank 0, which bounds that of all nodes. Each WELCOME and each heartbeat tells
     * them the rest.
     *
     * @param restNanos the time from now on, or -1 without a limit
     */
    public void lives(long restNanos) {
        startNanos = Math.min(startNanos, step.now());
        endOfLifeNanos = restNanos < 0 ? Nanos.NEVER : step.after(restNanos);
        long whole = Math.max(0, endOfLifeNanos - startNanos);
        drainAt = restNanos < 0
                ? Nanos.NEVER
                : endOfLifeNanos - DrainMargin.of(settings.config()).of(whole);
    }

    /** Returns the rest of the live time of rank 0, at least 0, or -1 without a limit. */
    long restNanos() {
        return endOfLifeNanos == Nanos.NEVER ? -1 : Math.max(0, Nanos.until(step.now(), endOfLifeNanos));
    }

    /** Returns the members of the view in rank order, rank 0 included. */
    List<Member> members() {
        List<Member> all = new ArrayList<>();
        if (selfLives) {
            all.add(settings.self(endOfLifeNanos == Nanos.NEVER ? null : Duration.ofNanos(restNanos())));
        }
        roster.members().forEach(node -> all.add(memberOf(node)));
        return all;
    }

    /** Returns the number of rank slots, rank 0 included. */
    public int size() {
        return roster.size();
    }

    View view() {
        SortedMap<Integer, Member> byRank = new TreeMap<>();
        members().forEach(member -> byRank.put(member.rank(), member));
        return new View(settings.term(), epoch, byRank);
    }

    /**
     * Makes nodes members of one new view and sends a WELCOME to each. {@link #announce} notifies the other members.
     *
     * @param state state of rank 0 for the new members, or {@link Value#NONE}
     */
    public List<Member> enter(List<Node> nodes, Value state) {
        epoch++;
        nodes.forEach(roster::enter);
        nodes.forEach(node -> node.livesAtMostUntil(endOfLifeNanos));
        List<Member> all = List.copyOf(members());
        List<Member> joined = new ArrayList<>();
        for (Node node : nodes) {
            joined.add(memberOf(node));
            history.joined(node);
            arrivals.add(node);
            Value given = node.facts().readable(state);
            Welcome welcome = new Welcome(
                    node.rank(), roster.size(), settings.term(), epoch, all, entrance.apply(node), given.content());
            step.out().send(node.endpoint(), welcome, given.payload(), null);
        }
        announceAt = Math.min(announceAt, step.after(settings.aggregationNanos()));
        return joined;
    }

    /** Creates the first view. The WELCOME frames contain the whole view, so no announcement follows. */
    void begin(List<Node> nodes) {
        enter(nodes, Value.NONE);
        arrivals.clear();
        announceAt = Long.MAX_VALUE;
        step.out().publish(new Notice.ViewChanged(view(), List.of()));
    }

    /** Announces the members that joined since the last announcement. */
    public void announce() {
        announceAt = Long.MAX_VALUE;
        if (!arrivals.isEmpty()) {
            List<Member> joined = arrivals.stream().map(this::memberOf).toList();
            arrivals.clear();
            publish(joined, List.of());
        }
    }

    /** Removes a node at once (B7). {@link #flush} notifies the other members. */
    public void depart(Node node, Cause cause, String detail, PendingDeparture.ConnectionEnd ending) {
        if (node.state() == Node.State.DEPARTED) {
            return;
        }
        boolean wasMember = node.isMember();
        node.become(Node.State.DEPARTED);
        roster.remove(node);
        Departure departure = new Departure(Math.max(0, node.rank()), node.incarnation(), cause, detail);
        pending.add(new PendingDeparture(node, departure, wasMember, ending));
    }

    /** Removes the member of rank 0. The coordinator continues until all nodes have departed. */
    public void departSelf(Cause cause, String detail) {
        if (selfLives) {
            selfLives = false;
            Departure departure = new Departure(0, settings.incarnation(), cause, detail);
            pending.add(new PendingDeparture(null, departure, true, PendingDeparture.ConnectionEnd.GONE));
        }
    }

    /**
     * Returns whether departures of members are not announced yet. The master decides no collective before the
     * announcement.
     */
    public boolean isUnsettled() {
        for (PendingDeparture pending : pending) {
            if (pending.wasMember()) {
                return true;
            }
        }
        return false;
    }

    /**
     * Publishes all pending departures as one view change and notifies the listeners. Repeats this while the listeners
     * cause new departures.
     */
    public void flush() {
        while (!pending.isEmpty()) {
            announce();
            List<PendingDeparture> gone = List.copyOf(pending);
            pending.clear();
            List<PendingDeparture> members = new ArrayList<>();
            List<Departure> departures = new ArrayList<>();
            for (PendingDeparture pending : gone) {
                if (pending.wasMember()) {
                    members.add(pending);
                    departures.add(pending.departure());
                }
            }
            epoch += members.isEmpty() ? 0 : 1;
            for (PendingDeparture pending : gone) {
                endConnection(pending);
            }
            if (!members.isEmpty()) {
                publish(List.of(), List.copyOf(departures));
                for (DepartureHook hook : hooks) {
                    hook.departed(members);
                }
            }
        }
    }

    public void onDeadline() {
        if (step.isDue(announceAt)) {
            announce();
        }
        if (step.isDue(drainAt)) {
            drainAt = Nanos.NEVER;
            step.out().publish(new Notice.AskedToLeave(Notice.Asker.LIVE_TIME));
        }
    }

    public long nextDeadlineNanos() {
        return Math.min(announceAt, drainAt);
    }

    private void publish(List<Member> joined, List<Departure> departed) {
        ViewChange change = new ViewChange(settings.term(), epoch, joined, departed);
        for (Node node : roster.members()) {
            step.send(node, change);
        }
        step.out().publish(new Notice.ViewChanged(view(), departed));
    }

    private void endConnection(PendingDeparture pending) {
        history.departed(pending);
        if (pending.node() == null || pending.ending() == PendingDeparture.ConnectionEnd.GONE) {
            return;
        }
        if (pending.ending() == PendingDeparture.ConnectionEnd.FENCED) {
            Departure departure = pending.departure();
            step.send(pending.node(), new Fenced(departure.cause(), epoch, departure.detail()));
        }
        closing.finish(pending.node().endpoint());
    }

    private Member memberOf(Node node) {
        long remaining = node.remainingNanos(step.now());
        Duration live = remaining == Long.MAX_VALUE ? null : Duration.ofNanos(remaining);
        return new Member(node.rank(), node.incarnation(), node.facts().host(), live);
    }
}
