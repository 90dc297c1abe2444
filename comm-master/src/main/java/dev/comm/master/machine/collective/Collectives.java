package dev.comm.master.machine.collective;

import dev.comm.api.Cause;
import dev.comm.api.Payload;
import dev.comm.api.protocol.CollectiveCommand;
import dev.comm.api.protocol.CollectiveCommand.Arrive;
import dev.comm.api.protocol.CollectiveCommand.CallSite;
import dev.comm.api.protocol.CollectiveCommand.DecisionAck;
import dev.comm.api.protocol.CollectiveCommand.Held;
import dev.comm.api.protocol.CollectiveCommand.Release;
import dev.comm.api.protocol.HandshakeCommand.Sequence;
import dev.comm.core.machine.CollectiveCall;
import dev.comm.core.machine.CommunicatorMembers;
import dev.comm.core.machine.Failure;
import dev.comm.core.machine.Value;
import dev.comm.core.machine.WaitRow;
import dev.comm.master.machine.membership.DepartureHook;
import dev.comm.master.machine.membership.Lobby;
import dev.comm.master.machine.membership.MasterContext;
import dev.comm.master.machine.membership.MasterStep;
import dev.comm.master.machine.membership.Membership;
import dev.comm.master.machine.membership.Node;
import dev.comm.master.machine.membership.PendingDeparture;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** The collectives of all communicators: passes each event to its instance. */
public final class Collectives implements DepartureHook, WaitRow<MasterStep> {
    private final MasterContext context;
    private final MasterStep step;
    private final Membership membership;
    private final DecisionMaker decisions;
    private final CommunicatorMembers members;
    private final SortedMap<Integer, CommunicatorState> teams = new TreeMap<>();
    private final Set<CommunicatorState> busy = new LinkedHashSet<>();
    private int nextId;
    private Failure ended;

    /**
     * Creates the communicator of all members.
     *
     * @param members the table that receives the members of each duplicate
     */
    public Collectives(MasterContext context, Membership membership, Lobby lobby, CommunicatorMembers members) {
        this.context = context;
        this.step = context.step();
        this.membership = membership;
        this.members = members;
        this.decisions = new DecisionMaker(context, membership, lobby, this::duplicate);
        create();
    }

    /** Adds a new member to the communicator of all members. Returns the number of its first instance. */
    public List<Sequence> enter(Node node) {
        return List.of(new Sequence(0, teams.get(0).enter(node)));
    }

    /** Handles a command of a node. */
    public void received(Node node, CollectiveCommand command, Payload payload) {
        CommunicatorState communicator = teams.get(command.communicator());
        if (communicator == null) {
            step.free(payload);
            // A frame that arrives for a duplicate after all members have closed it is dropped.
            if (command.communicator() < 0 || command.communicator() >= nextId) {
                refuse(node, "there is no communicator " + command.communicator());
            }
        } else if (command instanceof Release) {
            String wrong = communicator.id() == 0 ? "it released communicator 0" : communicator.release(node);
            if (wrong != null) {
                refuse(node, wrong);
            }
        } else if (command instanceof Arrive arrive) {
            String wrong = communicator.arrive(node, arrive, payload);
            if (wrong != null) {
                step.free(payload);
                refuse(node, wrong);
            }
        } else if (command instanceof DecisionAck ack) {
            communicator.acked(node, ack.sequence());
        } else {
            CollectiveInstance instance = communicator.find(command.sequence());
            ArrivalState arrival = instance == null ? null : instance.arrivals().of(node);
            if (arrival != null) {
                report(instance, arrival, command);
                communicator.advance();
            }
        }
        track(communicator);
    }

    /** Handles a call of rank 0. */
    public void call(CollectiveCall call) {
        CommunicatorState communicator = teams.get(call.communicator());
        if (ended != null) {
            step.out().fail(call, ended);
        } else if (members.isClosed(call.communicator())) {
            step.out().fail(call, CommunicatorMembers.closedFailure());
        } else if (communicator == null) {
            String detail = "there is no communicator " + call.communicator();
            step.out().fail(call, new Failure(Failure.Kind.ILLEGAL_STATE, detail));
        } else {
            communicator.call(call);
            track(communicator);
        }
    }

    /** Closes a duplicate for the program of rank 0. */
    public void release(int id) {
        CommunicatorState communicator = teams.get(id);
        if (communicator != null && id != 0) {
            members.closed(id);
            communicator.close();
            track(communicator);
        }
    }

    /** Notifies a node that begins to serve of the instances that wait for it. */
    public void serving(Node node) {
        for (CommunicatorState communicator : busy) {
            for (CollectiveInstance instance : communicator.instances()) {
                ArrivalState arrival = instance.arrivals().of(node);
                if (arrival != null) {
                    instance.callIfServing(arrival);
                }
            }
        }
    }

    /** Handles the end of work that ran outside of the driver's lock. */
    public void computed(Object token, Object result, Throwable error) {
        CollectiveInstance instance;
        if (token instanceof CollectiveInstance.Checked checked) {
            instance = checked.instance();
            instance.checked(checked.push(), (int[]) result, error);
        } else if (token instanceof CollectiveInstance.Combination combination) {
            instance = combination.instance();
            instance.combined(combination.number(), (Value) result, error);
        } else if (token instanceof CollectiveInstance.Placed placed) {
            instance = placed.instance();
            instance.standLocal(error == null ? String.valueOf(result) : "");
        } else {
            return;
        }
        CommunicatorState communicator = teams.get(instance.communicator());
        if (communicator != null) {
            communicator.advance();
            track(communicator);
        }
    }

    @Override
    public void departed(List<PendingDeparture> gone) {
        for (CommunicatorState communicator : teams.values()) {
            for (PendingDeparture pending : gone) {
                communicator.depart(pending);
            }
        }
        for (CommunicatorState communicator : List.copyOf(busy)) {
            communicator.advance();
            track(communicator);
        }
        teams.values().removeIf(Collectives::isOver);
    }

    public void onDeadline() {
        for (CommunicatorState communicator : List.copyOf(busy)) {
            if (step.isDue(communicator.nextDeadlineNanos())) {
                communicator.onDeadline();
                track(communicator);
            }
        }
    }

    public long nextDeadlineNanos() {
        if (busy.isEmpty()) {
            return Long.MAX_VALUE;
        }
        long next = Long.MAX_VALUE;
        for (CommunicatorState communicator : busy) {
            next = Math.min(next, communicator.nextDeadlineNanos());
        }
        return next;
    }

    @Override
    public long nextLineNanos() {
        long next = Long.MAX_VALUE;
        for (CommunicatorState communicator : busy) {
            next = Math.min(next, communicator.nextLineNanos());
        }
        return next;
    }

    @Override
    public void writeLines(MasterStep now) {
        for (CommunicatorState communicator : busy) {
            if (now.isDue(communicator.nextLineNanos())) {
                communicator.writeLine();
            }
        }
    }

    /** Ends the open calls and all later calls of rank 0 with a failure. */
    public void end(Failure failure) {
        ended = failure;
        busy.forEach(communicator -> communicator.end(failure));
    }

    /** Returns the number of duplicates that a living member has not closed. */
    public int duplicates() {
        return teams.size() - 1;
    }

    /** Returns whether rank 0 waits in an open instance. */
    public boolean hasOwnCalls() {
        boolean found = false;
        for (CommunicatorState communicator : busy) {
            found |= communicator.hasOwnCalls();
        }
        return found;
    }

    private void report(CollectiveInstance instance, ArrivalState arrival, CollectiveCommand command) {
        if (command instanceof Held held) {
            instance.hold(arrival, held);
        } else if (command instanceof CallSite standing) {
            instance.stand(arrival, standing.place());
        }
    }

    private void refuse(Node node, String detail) {
        membership.depart(node, Cause.PROTOCOL, detail, PendingDeparture.ConnectionEnd.FENCED);
    }

    private void track(CommunicatorState communicator) {
        if (communicator != null && communicator.isBusy()) {
            busy.add(communicator);
        } else {
            busy.remove(communicator);
            if (communicator != null && isOver(communicator)) {
                teams.remove(communicator.id());
            }
        }
    }

    /** Returns whether all living members have closed a duplicate, so that the master removes its state. */
    private static boolean isOver(CommunicatorState communicator) {
        return communicator.id() != 0 && communicator.isReleased();
    }

    /**
     * Creates a communicator with a new id. Ids are never reused, because frames of a closed duplicate may still
     * arrive.
     */
    private CommunicatorState create() {
        CommunicatorState communicator = new CommunicatorState(context, membership, decisions, nextId++);
        teams.put(communicator.id(), communicator);
        return communicator;
    }

    /** Creates the new communicator for the members of the instance. Nodes that joined later are not part of it. */
    private int duplicate(CollectiveInstance instance) {
        CommunicatorState copy = create();
        SortedMap<Integer, Long> incarnations = new TreeMap<>();
        for (ArrivalState arrival : instance.arrivals().living()) {
            if (arrival.isLocal()) {
                incarnations.put(0, context.settings().incarnation());
            } else {
                copy.enter(arrival.node());
                incarnations.put(arrival.rank(), arrival.node().incarnation());
            }
        }
        members.created(copy.id(), new TreeSet<>(incarnations.keySet()), incarnations::get);
        return copy.id();
    }
}
