package dev.comm.testkit.history.recording;

import dev.comm.api.Departure;
import dev.comm.api.Payload;
import dev.comm.api.View;
import dev.comm.api.protocol.CollectiveCommand;
import dev.comm.api.protocol.Command;
import dev.comm.api.protocol.HandshakeCommand;
import dev.comm.api.protocol.MessageCommand;
import dev.comm.api.protocol.WorkCommand;
import dev.comm.api.work.ShutdownReport;
import dev.comm.core.machine.Call;
import dev.comm.core.machine.CollectiveCall;
import dev.comm.core.machine.Event;
import dev.comm.core.machine.Failure;
import dev.comm.core.machine.JoinCall;
import dev.comm.core.machine.LeaveCall;
import dev.comm.core.machine.Notice;
import dev.comm.core.machine.ReceiveCall;
import dev.comm.core.machine.SendCall;
import dev.comm.core.machine.Value;
import dev.comm.core.machine.message.ProceedCall;
import dev.comm.core.machine.message.ReceiveAnyCall;
import dev.comm.testkit.history.Digest;
import dev.comm.testkit.history.Instance;
import dev.comm.testkit.history.Life;
import dev.comm.testkit.history.Occurrence;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/**
 * The events and effects of the machine of one process, as occurrences.
 *
 * <p>A method that documents this result returns false if the process is dead, and then the event or effect must not
 * happen. Checking for the death of the process and writing the entry are one step under the monitor of the recorder.
 */
final class Recording {
    private final Recorder recorder;
    private final int process;
    private final BooleanSupplier dead;
    private final Map<Call<?>, Instance> open = new IdentityHashMap<>();
    /** The receives that must not take a message yet. */
    private final Set<Call<?>> held = Collections.newSetFromMap(new IdentityHashMap<>());

    private final SentNotes notes = new SentNotes();

    private final Map<Integer, Long> nextSequences = new HashMap<>();
    private final EndpointLives peers = new EndpointLives();
    private final Admissions admissions;
    private final OpenCalls calls;
    private Life self;

    Recording(Recorder recorder, int process, BooleanSupplier dead) {
        this.recorder = recorder;
        this.process = process;
        this.dead = dead;
        this.admissions = new Admissions(recorder, process);
        this.calls = new OpenCalls(recorder, process);
    }

    private boolean isMaster() {
        return process == 0;
    }

    private void add(Occurrence occurrence) {
        recorder.add(occurrence);
    }

    private long now() {
        return recorder.now();
    }

    void broke(Event event, Throwable error) {
        String detail = error + " at " + event;
        whileAlive(() -> add(new Occurrence.Broke(now(), process, detail)));
    }

    private boolean whileAlive(Runnable writing) {
        synchronized (recorder) {
            boolean alive = !dead.getAsBoolean();
            if (alive) {
                writing.run();
            }
            return alive;
        }
    }

    // The events for the machine.

    /** Records an event. Returns whether the machine may handle the event. */
    boolean before(Event event) {
        return whileAlive(() -> {
            if (event instanceof Event.Received received && recorder.frames() != null) {
                recorder.frames().received(now(), process, received.endpoint(), received.command());
            }
            tell(event);
        });
    }

    /** Records that the machine has handled the event. */
    void after() {
        if (isMaster()) {
            whileAlive(admissions::stepped);
        }
    }

    private void tell(Event event) {
        admissions.told(event);
        if (event instanceof Event.Submitted submitted) {
            calls.begins(submitted.call());
            submits(submitted.call());
        } else if (event instanceof Event.Received received) {
            receives(received);
        } else if (event instanceof Event.Closed closed && isMaster()) {
            Life gone = peers.remove(closed.endpoint());
            if (gone != null) {
                add(new Occurrence.Disconnected(now(), gone));
            }
        }
    }

    private void submits(Call<?> call) {
        if (call instanceof CollectiveCall collective && self != null) {
            Instance instance = next(collective.communicator());
            open.put(call, instance);
            List<Digest> given = collective.values().stream().map(Digest::of).toList();
            add(new Occurrence.Called(
                    now(), self, instance, collective.kind(), collective.name(), collective.timeoutNanos(), given));
            if (isMaster()) {
                Digest own = Digest.of(collective.contribution());
                add(new Occurrence.Arrived(
                        now(), self, instance, collective.kind(), collective.name(), collective.operator(), own));
            }
        } else if (call instanceof ReceiveCall receive && receive.isHeld()) {
            held.add(receive);
        } else if (call instanceof ProceedCall proceed) {
            held.remove(proceed.receive());
        } else if (call instanceof LeaveCall && self != null) {
            add(new Occurrence.Leaving(now(), self));
        } else if (call instanceof SendCall send && self != null && send.to() == self.rank()) {
            // A message that a rank sends to itself crosses no connection.
            Digest digest = Digest.of(send.value());
            note(
                    new Occurrence.NoteSent(
                            now(), self, send.communicator(), send.to(), self.incarnation(), send.tag(), digest),
                    null);
        }
    }

    private Instance next(int communicator) {
        long sequence = nextSequences.merge(communicator, 1L, Long::sum) - 1;
        return new Instance(communicator, sequence);
    }

    private void receives(Event.Received received) {
        Command command = received.command();
        if (command instanceof HandshakeCommand.Hello hello) {
            peers.hello(received.endpoint(), hello.incarnation());
        } else if (command instanceof HandshakeCommand.Welcome welcome) {
            welcome.sequences().forEach(each -> nextSequences.put(each.communicator(), each.next()));
        } else if (isMaster() && peers.life(received.endpoint()) != null) {
            arrives(peers.life(received.endpoint()), command, received.payload());
        }
    }

    private void arrives(Life life, Command command, Payload payload) {
        if (command instanceof CollectiveCommand.Arrive arrive) {
            Instance instance = new Instance(arrive.communicator(), arrive.sequence());
            Digest given = Digest.of(new Value(arrive.content(), payload));
            add(new Occurrence.Arrived(now(), life, instance, arrive.kind(), arrive.name(), arrive.operator(), given));
        } else if (command instanceof CollectiveCommand.Held held) {
            add(new Occurrence.Held(now(), life, new Instance(held.communicator(), held.sequence())));
        }
    }

    // The effects of the machine.

    /** Records a sent command. Returns whether the machine may send it. */
    boolean sends(int endpoint, Command command, Payload payload, Object token) {
        return whileAlive(() -> {
            if (recorder.frames() != null) {
                recorder.frames().sent(now(), process, endpoint, command);
            }
            send(endpoint, command, payload, token);
        });
    }

    /** Records that the command of a token is never written. */
    void takesBack(Object token) {
        whileAlive(() -> {
            Occurrence.NoteTakenBack taken = notes.takeBack(token, now());
            if (taken != null) {
                add(taken);
            }
        });
    }

    private void note(Occurrence.NoteSent note, Object token) {
        notes.add(note, token);
        add(note);
    }

    private void send(int endpoint, Command command, Payload payload, Object token) {
        admissions.says(endpoint, command);
        if (command instanceof HandshakeCommand.Welcome welcome) {
            peers.welcome(endpoint, welcome.rank(), recorder);
            add(new Occurrence.Welcomed(
                    now(), welcome.rank(), peers.life(endpoint).incarnation()));
        } else if (command instanceof CollectiveCommand.Decision decision) {
            recorder.decided(decision);
        } else if (command instanceof MessageCommand.Message message && self != null && message.from() == self.rank()) {
            Digest digest = Digest.of(new Value(message.content(), payload));
            note(
                    new Occurrence.NoteSent(
                            now(),
                            self,
                            message.communicator(),
                            message.to(),
                            message.toIncarnation(),
                            message.tag(),
                            digest),
                    token);
        } else if (command instanceof WorkCommand.Request request && request.task() && peers.life(endpoint) != null) {
            add(new Occurrence.TaskGiven(
                    now(), request.id(), request.attempt(), request.handler(), peers.life(endpoint)));
        }
    }

    /** Records the result of a call. Returns whether the call may end. */
    boolean completes(Call<?> call, Object result) {
        return whileAlive(() -> complete(call, result));
    }

    private void complete(Call<?> call, Object result) {
        calls.ends(call, null);
        if (result instanceof ShutdownReport report) {
            ends(report);
        } else if (call instanceof JoinCall) {
            joins((JoinCall.Joined) result);
        } else if (call instanceof CollectiveCall collective && open.containsKey(call)) {
            returns(collective, (CollectiveCall.Decided) result);
        } else if (call instanceof SendCall send) {
            add(new Occurrence.SendDone(
                    now(), self, send.communicator(), send.to(), send.tag(), Digest.of(send.value())));
        } else if (call instanceof ReceiveCall receive) {
            Digest value = Digest.of((Value) result);
            add(new Occurrence.NoteTaken(
                    now(), self, receive.address().communicator(), receive.from(), receive.tag(), value));
        } else if (call instanceof ReceiveAnyCall any) {
            arrives(any, (ReceiveAnyCall.Arrival) result);
        }
    }

    private void arrives(ReceiveAnyCall call, ReceiveAnyCall.Arrival arrival) {
        Departure gone = arrival.departure();
        if (gone == null) {
            Digest value = Digest.of(arrival.value());
            add(new Occurrence.NoteTaken(now(), self, call.communicator(), arrival.from(), call.tag(), value));
        } else {
            add(new Occurrence.DepartureTold(
                    now(), self, call.communicator(), call.tag(), gone.rank(), gone.incarnation()));
        }
    }

    private void ends(ShutdownReport report) {
        admissions.asked();
        Set<Integer> departed = new TreeSet<>();
        report.departed().forEach(gone -> departed.add(gone.rank()));
        add(new Occurrence.ShutdownEnded(now(), report.left(), departed, report.unanswered()));
    }

    private void joins(JoinCall.Joined joined) {
        View view = joined.view();
        // The incarnation that the master sends to a node may be wrong, but the node's own draw is right.
        long incarnation = isMaster() ? view.members().get(0).incarnation() : admissions.drawn();
        self = new Life(process, joined.rank(), incarnation);
        recorder.joined(self);
        add(new Occurrence.Joined(now(), self, joined.size(), view));
    }

    private void returns(CollectiveCall call, CollectiveCall.Decided decided) {
        if (isMaster()) {
            recorder.decided(decided.decision());
        }
        Instance instance = open.remove(call);
        Instance told = new Instance(
                decided.decision().communicator(), decided.decision().sequence());
        if (!told.equals(instance)) {
            add(new Occurrence.Broke(now(), process, "the call of " + instance + " got the verdict of " + told));
        }
        List<Occurrence.Got> got = decided.contributions().stream()
                .map(each -> new Occurrence.Got(each.rank(), Digest.of(each.value())))
                .toList();
        add(new Occurrence.Returned(now(), self, instance, call.kind(), decided.decision(), got));
    }

    /** Records the failure of a call. Returns whether the call may end. */
    boolean fails(Call<?> call, Failure failure) {
        return whileAlive(() -> fail(call, failure));
    }

    private void fail(Call<?> call, Failure failure) {
        calls.ends(call, failure);
        if (call instanceof CollectiveCall && open.containsKey(call)) {
            add(new Occurrence.Failed(now(), self, open.remove(call), failure));
        } else if (call instanceof ReceiveCall receive && self != null && !held.remove(call)) {
            add(new Occurrence.ReceiveFailed(
                    now(), self, receive.address().communicator(), receive.from(), receive.tag(), failure.kind()));
        } else if (call instanceof ReceiveAnyCall any && self != null) {
            add(new Occurrence.ReceiveFailed(
                    now(), self, any.communicator(), Occurrence.ANY, any.tag(), failure.kind()));
        }
        if (failure.kind() == Failure.Kind.BUG) {
            add(new Occurrence.Broke(now(), process, failure.detail()));
        }
    }

    /** Records a notice. Returns whether the machine may publish it. */
    boolean publishes(Notice notice) {
        return whileAlive(() -> publish(notice));
    }

    /** Returns whether other effects may happen. */
    boolean isAlive() {
        return whileAlive(() -> {});
    }

    private void publish(Notice notice) {
        if (notice instanceof Notice.Fenced && self != null) {
            add(new Occurrence.FencedSeen(now(), self));
        }
        if (!(notice instanceof Notice.ViewChanged changed)) {
            return;
        }
        View view = changed.view();
        if (isMaster()) {
            for (Departure gone : changed.departures()) {
                add(new Occurrence.Departed(now(), gone.rank(), gone.incarnation(), gone.cause(), view.epoch()));
            }
        }
        if (self != null) {
            SortedMap<Integer, Long> members = new TreeMap<>();
            view.members().forEach((rank, member) -> members.put(rank, member.incarnation()));
            add(new Occurrence.ViewSeen(now(), self, view.term(), view.epoch(), members));
        }
    }
}
