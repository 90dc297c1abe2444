package dev.comm.master.machine.membership;

import dev.comm.api.Cause;
import dev.comm.api.StartPolicy;
import dev.comm.api.protocol.HandshakeCommand.Rejected;
import dev.comm.core.machine.Failure;
import dev.comm.core.machine.JoinCall;
import dev.comm.core.machine.Nanos;
import dev.comm.core.machine.Value;
import dev.comm.core.machine.WaitAlarm;
import dev.comm.core.machine.WaitRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The start of an SPMD run. It waits for the ranks and creates the first view, or fails with the missing ranks. */
public final class TeamStart implements WaitRow<MasterStep> {
    private static final int NAMED_MAX = 20;

    /** The reasons for which every later attempt of the same process fails too. */
    private static final Set<Rejected.Reason> FOR_GOOD =
            EnumSet.of(Rejected.Reason.VERSION, Rejected.Reason.SERIALIZER, Rejected.Reason.POLICY);

    private final MasterStep step;
    private final MasterSettings settings;
    private final Roster roster;
    private final Membership membership;
    private final List<JoinCall> calls = new ArrayList<>();
    private RunPhase stage = RunPhase.GATHERING;
    private long deadline = Long.MAX_VALUE;
    private long latest = Long.MAX_VALUE;
    private final WaitAlarm alarm = WaitAlarm.ofStart();
    private Failure failure;
    /** The reason why the start cannot succeed any more, or null. */
    private String hopeless;
    /** The ranks that have received this reason. */
    private final Set<Integer> informed = new TreeSet<>();

    public TeamStart(MasterContext context, Roster roster, Membership membership) {
        this.step = context.step();
        this.settings = context.settings();
        this.roster = roster;
        this.membership = membership;
    }

    public RunPhase stage() {
        return stage;
    }

    /** Returns the end of the time in which nodes of the run may come. */
    public long latestNanos() {
        return latest;
    }

    /** Begins to wait for the ranks. Without ranks to wait for, the run starts at once. */
    public void begin() {
        deadline = step.after(settings.startupNanos());
        latest = deadline;
        alarm.begin(step.now());
        if (!settings.isSpmd() || settings.config().size() <= 1) {
            run();
        }
    }

    /** Handles the call of rank 0 that waits for the start. */
    public void join(JoinCall call) {
        if (failure != null) {
            step.out().fail(call, failure);
        } else if (stage == RunPhase.GATHERING) {
            calls.add(call);
        } else {
            step.out().complete(call, joined());
        }
    }

    /** Handles a registration before the start. */
    public void registered() {
        if (roster.waitingCount() == settings.config().size() - 1) {
            run();
        }
    }

    /**
     * Handles the final rejection of a rank of the run. If every rank is required, the start cannot succeed any more.
     * The start ends for all ranks with the reason of the rejection. It ends as soon as each rank has received the
     * reason, and after the suspect timeout at the latest.
     */
    public void refused(int rank, Rejected rejection) {
        if (hopeless == null && isRequired(rank) && FOR_GOOD.contains(rejection.reason())) {
            hopeless = rejection.detail() + "; the start ended, because the master rejected rank " + rank;
            step.warn(hopeless);
            deadline = Math.min(deadline, step.after(settings.suspectNanos()));
            for (Node node : roster.registered()) {
                inform(node.rank());
                step.send(node, rejectionOfAll());
                membership.depart(node, Cause.REMOVED, "the start failed", PendingDeparture.ConnectionEnd.GOODBYE);
            }
        }
        inform(rank);
    }

    private boolean isRequired(int rank) {
        return stage == RunPhase.GATHERING
                && settings.isSpmd()
                && settings.config().startup() == StartPolicy.REQUIRE_ALL
                && rank > 0
                && rank < settings.config().size()
                && roster.living(rank) == null;
    }

    /**
     * Returns the rejection of every node after the final rejection of one rank, or null while the start can succeed.
     */
    public Rejected rejectionOfAll() {
        return stage == RunPhase.GATHERING && hopeless != null ? new Rejected(Rejected.Reason.FULL, hopeless) : null;
    }

    /**
     * Records that a rank knows why the start cannot succeed. When all ranks know this, the next deadline ends the
     * start.
     */
    private void inform(int rank) {
        if (hopeless != null) {
            informed.add(rank);
            deadline = informed.size() >= settings.config().size() - 1 ? step.now() : deadline;
        }
    }

    public void onDeadline() {
        if (stage != RunPhase.GATHERING || !step.isDue(deadline)) {
            return;
        }
        if (hopeless != null) {
            end(RunPhase.OVER, new Failure(Failure.Kind.NOT_ADMITTED, hopeless));
            step.out().stopListening();
            return;
        }
        callSpares();
        if (missing().isEmpty()) {
            run();
        } else if (settings.config().startup() == StartPolicy.ALLOW_MISSING) {
            renumber();
            run();
        } else {
            fail();
        }
    }

    public long nextDeadlineNanos() {
        return stage == RunPhase.GATHERING ? deadline : Long.MAX_VALUE;
    }

    @Override
    public long nextLineNanos() {
        return alarm.nextLineNanos();
    }

    @Override
    public void writeLines(MasterStep now) {
        if (alarm.take(now.now()) && hopeless == null) {
            boolean fails = settings.config().startup() == StartPolicy.REQUIRE_ALL;
            now.warn("waits for " + describe(missing()) + " of "
                    + settings.config().size() + " to join for " + Nanos.text(now.now() - alarm.sinceNanos())
                    + "; start them, or correct their address of the master (COMM_MASTER, or COMM_SHARED under a"
                    + " scheduler); "
                    + (fails ? "the start fails in " : "the run starts without them in ")
                    + Nanos.text(Nanos.until(now.now(), deadline)));
        }
    }

    /** Ends the wait, because rank 0 has left or the run is over. */
    public void end(RunPhase next, Failure why) {
        become(next);
        failure = why;
        calls.forEach(call -> step.out().fail(call, why));
        calls.clear();
    }

    private void run() {
        become(RunPhase.RUNNING);
        List<Node> nodes = roster.waiting();
        for (Node node : nodes) {
            if (node.rank() < 0) {
                roster.renumber(node, roster.lowestFree());
            }
        }
        nodes.sort(Comparator.comparingInt(Node::rank));
        membership.begin(nodes);
        calls.forEach(call -> step.out().complete(call, joined()));
        calls.clear();
    }

    /** Gives the missing ranks to spares, unless too few spares wait and every rank is required. */
    private void callSpares() {
        List<Integer> gaps = missing();
        List<Node> spares = roster.lobby();
        boolean isEnough = spares.size() >= gaps.size();
        if (spares.isEmpty() || !isEnough && settings.config().startup() == StartPolicy.REQUIRE_ALL) {
            return;
        }
        for (int i = 0; i < Math.min(gaps.size(), spares.size()); i++) {
            roster.gather(spares.get(i), gaps.get(i));
            step.warn("starts with the spare at " + spares.get(i).facts().host() + " as rank " + gaps.get(i)
                    + ", which did not join in time");
        }
    }

    /**
     * Renumbers the nodes without gaps, in the order of their requested ranks. Nodes that requested no rank come last.
     */
    private void renumber() {
        List<Node> nodes = roster.waiting();
        List<Integer> missing = missing();
        nodes.sort(Comparator.comparingInt(node -> node.rank() < 0 ? Integer.MAX_VALUE : node.rank()));
        for (int i = 0; i < nodes.size(); i++) {
            roster.renumber(nodes.get(i), i + 1);
        }
        roster.resize(nodes.size() + 1);
        step.warn(
                "starts without " + missing.size() + " of " + settings.config().size() + " ranks");
    }

    private void fail() {
        String who = describe(missing());
        String detail =
                "start the missing ranks, raise the startup timeout, or allow missing ranks: the start timed out after "
                        + settings.config().timing().startup().toMillis() + " ms without " + who;
        end(RunPhase.OVER, new Failure(Failure.Kind.NOT_ADMITTED, detail));
        step.out().stopListening();
        Rejected rejection = new Rejected(Rejected.Reason.FULL, "the start failed without " + who);
        for (Node node : roster.registered()) {
            step.send(node, rejection);
            membership.depart(node, Cause.REMOVED, "the start failed", PendingDeparture.ConnectionEnd.GOODBYE);
        }
        step.warn(detail);
    }

    /**
     * Returns the missing ranks. Each node that requested no rank will take one of them, so the same number of ranks is
     * left out.
     */
    private List<Integer> missing() {
        List<Integer> ranks = new ArrayList<>();
        for (int rank = 1; rank < settings.config().size(); rank++) {
            if (roster.living(rank) == null) {
                ranks.add(rank);
            }
        }
        int anywhere =
                (int) roster.waiting().stream().filter(node -> node.rank() < 0).count();
        return ranks.subList(Math.min(anywhere, ranks.size()), ranks.size());
    }

    private static String describe(List<Integer> ranks) {
        String named = RankText.sentence(ranks.subList(0, Math.min(NAMED_MAX, ranks.size())));
        return ranks.size() <= NAMED_MAX ? named : named + " and " + (ranks.size() - NAMED_MAX) + " more";
    }

    private JoinCall.Joined joined() {
        return new JoinCall.Joined(0, roster.size(), membership.view(), Value.NONE);
    }

    private void become(RunPhase next) {
        alarm.end();
        stage = next;
    }
}
