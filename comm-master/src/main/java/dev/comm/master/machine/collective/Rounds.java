package dev.comm.master.machine.collective;

import dev.comm.api.Cause;
import dev.comm.api.Payload;
import dev.comm.api.protocol.CollectiveCommand;
import dev.comm.api.protocol.CollectiveCommand.Arrive;
import dev.comm.api.protocol.CollectiveCommand.DecisionAck;
import dev.comm.api.protocol.CollectiveCommand.Held;
import dev.comm.api.protocol.CollectiveCommand.Standing;
import dev.comm.api.protocol.HandshakeCommand.Sequence;
import dev.comm.core.machine.CollectiveCall;
import dev.comm.core.machine.Failure;
import dev.comm.core.machine.Value;
import dev.comm.master.machine.membership.Lobby;
import dev.comm.master.machine.membership.MasterContext;
import dev.comm.master.machine.membership.MasterStep;
import dev.comm.master.machine.membership.Membership;
import dev.comm.master.machine.membership.Node;
import dev.comm.master.machine.membership.Parting;
import dev.comm.master.machine.membership.Witness;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The collectives of all communicators: passes each event to its instance. */
public final class Rounds implements Witness {
    private final MasterContext context;
    private final MasterStep step;
    private final Membership membership;
    private final Verdicts verdicts;
    private final SortedMap<Integer, Team> teams = new TreeMap<>();
    private final Set<Team> busy = new LinkedHashSet<>();
    private Failure ended;

    public Rounds(MasterContext context, Membership membership, Lobby lobby) {
        this.context = context;
        this.step = context.step();
        this.membership = membership;
        this.verdicts = new Verdicts(context, membership, lobby, this::duplicate);
        create();
    }

    /** Adds a new member to the communicator of all members; returns its first instance. */
    public List<Sequence> enter(Node node) {
        return List.of(new Sequence(0, teams.get(0).enter(node)));
    }

    /** Handles a command of a node. */
    public void received(Node node, CollectiveCommand command, Payload payload) {
        Team team = teams.get(command.communicator());
        if (team == null) {
            refuse(node, "there is no communicator " + command.communicator());
        } else if (command instanceof Arrive arrive) {
            String wrong = team.arrive(node, arrive, payload);
            if (wrong != null) {
                refuse(node, wrong);
            }
        } else if (command instanceof DecisionAck ack) {
            team.acked(node, ack.sequence());
        } else {
            Round round = team.find(command.sequence());
            Seat seat = round == null ? null : round.seats().of(node);
            if (seat != null) {
                report(round, seat, command);
                team.advance();
            }
        }
        track(team);
    }

    /** Handles a call of rank 0. */
    public void call(CollectiveCall call) {
        Team team = teams.get(call.communicator());
        if (ended != null) {
            step.out().fail(call, ended);
        } else if (team == null) {
            String detail = "there is no communicator " + call.communicator();
            step.out().fail(call, new Failure(Failure.Kind.ILLEGAL_STATE, detail));
        } else {
            team.call(call);
            track(team);
        }
    }

    /** Tells a node that begins to serve about the instances that wait for it. */
    public void serving(Node node) {
        for (Team team : busy) {
            for (Round round : team.rounds()) {
                Seat seat = round.seats().of(node);
                if (seat != null) {
                    round.callIfServing(seat);
                }
            }
        }
    }

    /** Work off the crank has ended. */
    public void computed(Object token, Object result, Throwable error) {
        Round round;
        if (token instanceof Round.Checked checked) {
            round = checked.round();
            round.checked(checked.push(), (int[]) result, error);
        } else if (token instanceof Round.Combination combination) {
            round = combination.round();
            round.combined(combination.number(), (Value) result, error);
        } else if (token instanceof Round.Placed placed) {
            round = placed.round();
            round.standLocal(error == null ? String.valueOf(result) : "");
        } else {
            return;
        }
        Team team = teams.get(round.communicator());
        team.advance();
        track(team);
    }

    @Override
    public void departed(List<Parting> gone) {
        for (Team team : teams.values()) {
            for (Parting parting : gone) {
                team.depart(parting);
            }
        }
        for (Team team : List.copyOf(busy)) {
            team.advance();
            track(team);
        }
    }

    public void onDeadline() {
        for (Team team : List.copyOf(busy)) {
            if (step.isDue(team.nextDeadlineNanos())) {
                team.onDeadline();
                track(team);
            }
        }
    }

    public long nextDeadlineNanos() {
        if (busy.isEmpty()) {
            return Long.MAX_VALUE;
        }
        long next = Long.MAX_VALUE;
        for (Team team : busy) {
            next = Math.min(next, team.nextDeadlineNanos());
        }
        return next;
    }

    /** Ends the open and all later calls of rank 0 with a failure. */
    public void end(Failure failure) {
        ended = failure;
        for (Team team : busy) {
            for (Round round : team.rounds()) {
                if (round.call() != null) {
                    step.out().fail(round.call(), failure);
                }
            }
        }
    }

    /** Whether rank 0 waits in an open instance. */
    public boolean hasOwnCalls() {
        for (Team team : busy) {
            for (Round round : team.rounds()) {
                if (round.call() != null) {
                    return true;
                }
            }
        }
        return false;
    }

    private void report(Round round, Seat seat, CollectiveCommand command) {
        if (command instanceof Held held) {
            round.hold(seat, held);
        } else if (command instanceof Standing standing) {
            round.stand(seat, standing.place());
        }
    }

    private void refuse(Node node, String detail) {
        membership.depart(node, Cause.PROTOCOL, detail, Parting.Ending.FENCED);
    }

    private void track(Team team) {
        if (team != null && team.isBusy()) {
            busy.add(team);
        } else {
            busy.remove(team);
        }
    }

    private Team create() {
        Team team = new Team(context, membership, verdicts, teams.isEmpty() ? 0 : teams.lastKey() + 1);
        teams.put(team.id(), team);
        return team;
    }

    /** Creates the new communicator for the members of the instance; nodes that joined later are not part of it. */
    private int duplicate(Round round) {
        Team copy = create();
        round.seats().living().stream().filter(seat -> !seat.isLocal()).forEach(seat -> copy.enter(seat.node()));
        return copy.id();
    }
}
