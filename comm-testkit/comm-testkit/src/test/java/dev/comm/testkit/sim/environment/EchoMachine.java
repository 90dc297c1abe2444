package dev.comm.testkit.sim.environment;

import dev.comm.api.Payload;
import dev.comm.api.protocol.Content;
import dev.comm.api.protocol.FrameType;
import dev.comm.api.protocol.MessageCommand;
import dev.comm.core.machine.Call;
import dev.comm.core.machine.Event;
import dev.comm.core.machine.Failure;
import dev.comm.core.machine.Machine;
import dev.comm.core.machine.Outbox;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** A small protocol for tests of the engine. A client sends notes, and a server returns them. */
public final class EchoMachine implements Machine {
    private final boolean client;
    private final long timeoutNanos;
    private final ArrayDeque<EchoCall> open = new ArrayDeque<>();
    public final List<String> seen = new ArrayList<>();
    private int endpoint;
    private boolean connected;
    private long deadline = Long.MAX_VALUE;

    private EchoMachine(boolean client, long timeoutNanos) {
        this.client = client;
        this.timeoutNanos = timeoutNanos;
    }

    static EchoMachine client(long timeoutNanos) {
        return new EchoMachine(true, timeoutNanos);
    }

    static EchoMachine server() {
        return new EchoMachine(false, Long.MAX_VALUE);
    }

    @Override
    public void step(Event event, long now, Outbox out) {
        if (event instanceof Event.Started && client) {
            endpoint = out.connect(0, timeoutNanos);
        } else if (event instanceof Event.Opened opened) {
            connected = true;
            endpoint = opened.endpoint();
            out.authenticated(opened.endpoint());
            open.forEach(call -> send(call, out));
        } else if (event instanceof Event.Received received) {
            received(received, out);
        } else if (event instanceof Event.Submitted submitted) {
            EchoCall call = (EchoCall) submitted.call();
            open.add(call);
            deadline = Math.min(deadline, now + timeoutNanos);
            if (connected) {
                send(call, out);
            } else if (!seen.isEmpty()) {
                failAll(Failure.Kind.MASTER_LOST, out);
            }
        } else if (event instanceof Event.Closed closed) {
            seen.add("closed " + closed.cause());
            connected = false;
            failAll(Failure.Kind.MASTER_LOST, out);
        } else if (event instanceof Event.Deadline && now >= deadline) {
            seen.add("deadline");
            failAll(Failure.Kind.TIMEOUT, out);
        }
    }

    private void received(Event.Received received, Outbox out) {
        if (!client) {
            out.send(received.endpoint(), received.command(), received.payload(), null);
        } else {
            out.complete(open.poll(), received.payload());
            deadline = open.isEmpty() ? Long.MAX_VALUE : deadline;
        }
    }

    private void send(EchoCall call, Outbox out) {
        Content content = new Content(Content.Kind.VALUE, 1, call.payload.length());
        out.send(endpoint, new MessageCommand.Message(0, 0, 1, 7, 0, 8, content), call.payload, null);
    }

    private void failAll(Failure.Kind kind, Outbox out) {
        deadline = Long.MAX_VALUE;
        for (EchoCall call = open.poll(); call != null; call = open.poll()) {
            out.fail(call, new Failure(kind, FrameType.MESSAGE + " unanswered"));
        }
    }

    @Override
    public long nextDeadlineNanos() {
        return deadline;
    }

    /** A call that sends bytes and waits for their return. */
    static final class EchoCall extends Call<Payload> {
        private final Payload payload;

        EchoCall(byte[] bytes) {
            this.payload = Payload.of(bytes);
        }
    }
}
