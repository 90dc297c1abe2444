package dev.comm.testkit.history.recording;

import dev.comm.api.protocol.Command;
import dev.comm.api.protocol.HandshakeCommand;
import dev.comm.api.protocol.MembershipCommand;
import dev.comm.core.machine.Event;
import dev.comm.testkit.history.Occurrence;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The admissions and dismissals, as the machine of one process receives and sends them. */
final class Admissions {
    private final Recorder recorder;
    private final int process;
    private final Map<Integer, HandshakeCommand.Hello> hellos = new HashMap<>();
    private final Map<Integer, Integer> ranks = new HashMap<>();
    private final Set<Integer> accepted = new HashSet<>();
    private final Set<Integer> waiting = new HashSet<>();
    /** The endpoint of the node that sent its first heartbeat in this step, if {@link #first} is not null. */
    private int confirmed;

    private MembershipCommand.Heartbeat first;
    private boolean ending;
    private long drawn;

    Admissions(Recorder recorder, int process) {
        this.recorder = recorder;
        this.process = process;
    }

    private boolean isMaster() {
        return process == 0;
    }

    private long now() {
        return recorder.now();
    }

    /** Takes an event for the machine. */
    void told(Event event) {
        if (!isMaster()) {
            return;
        }
        if (event instanceof Event.Received received) {
            heard(received.endpoint(), received.command());
        } else if (event instanceof Event.Closed closed) {
            unregister(closed.endpoint());
            hellos.remove(closed.endpoint());
            accepted.remove(closed.endpoint());
            ranks.remove(closed.endpoint());
        }
    }

    private void heard(int endpoint, Command command) {
        if (command instanceof HandshakeCommand.Hello hello) {
            hellos.putIfAbsent(endpoint, hello);
        } else if (command instanceof MembershipCommand.Heartbeat heartbeat && accepted.remove(endpoint)) {
            confirmed = endpoint;
            first = heartbeat;
        } else if (command instanceof MembershipCommand.Draining && ranks.containsKey(endpoint)) {
            recorder.add(new Occurrence.Draining(now(), incarnation(endpoint)));
        }
    }

    /**
     * Registers the node that sent its first heartbeat, unless the machine refused the node. Called after the machine
     * has handled its event.
     */
    void stepped() {
        if (first != null) {
            waiting.add(confirmed);
            recorder.add(
                    new Occurrence.Registered(now(), wish(confirmed), incarnation(confirmed), first.remainingNanos()));
            first = null;
        }
    }

    /** Takes an effect of the machine. */
    void says(int endpoint, Command command) {
        if (!isMaster()) {
            if (command instanceof HandshakeCommand.Hello hello) {
                drawn = hello.incarnation();
                recorder.add(new Occurrence.Joining(now(), process, hello.rank(), drawn));
            }
        } else if (command instanceof HandshakeCommand handshake) {
            answers(endpoint, handshake);
        } else if (command instanceof MembershipCommand.Shutdown shutdown) {
            asks(endpoint, shutdown);
        } else if (command instanceof MembershipCommand.Fenced) {
            unregister(endpoint);
        }
    }

    private void answers(int endpoint, HandshakeCommand command) {
        if (command instanceof HandshakeCommand.Accepted) {
            accepted.add(endpoint);
        } else if (command instanceof HandshakeCommand.Welcome welcome) {
            stepped();
            waiting.remove(endpoint);
            ranks.put(endpoint, welcome.rank());
        } else if (command instanceof HandshakeCommand.Rejected rejected && !unregister(endpoint)) {
            first = endpoint == confirmed ? null : first;
            recorder.add(new Occurrence.Refused(
                    now(), wish(endpoint), incarnation(endpoint), rejected.reason(), rejected.detail()));
        }
    }

    private void asks(int endpoint, MembershipCommand.Shutdown shutdown) {
        if (!ending) {
            ending = true;
            recorder.add(new Occurrence.ShutdownBegun(now(), shutdown.timeoutNanos()));
        }
        recorder.add(new Occurrence.Draining(now(), incarnation(endpoint)));
        recorder.add(new Occurrence.ShutdownAsked(now(), ranks.getOrDefault(endpoint, -1), incarnation(endpoint)));
    }

    /** Returns the incarnation that this node drew for its last attempt to join. */
    long drawn() {
        return drawn;
    }

    /** Marks the shutdown as over, so that the next question begins another shutdown. */
    void asked() {
        ending = false;
    }

    private boolean unregister(int endpoint) {
        boolean waited = waiting.remove(endpoint);
        if (waited) {
            recorder.add(new Occurrence.Unregistered(now(), incarnation(endpoint)));
        }
        return waited;
    }

    private int wish(int endpoint) {
        HandshakeCommand.Hello hello = hellos.get(endpoint);
        return hello == null ? -1 : hello.rank();
    }

    private long incarnation(int endpoint) {
        HandshakeCommand.Hello hello = hellos.get(endpoint);
        return hello == null ? 0 : hello.incarnation();
    }
}
