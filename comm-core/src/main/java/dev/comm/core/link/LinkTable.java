package dev.comm.core.link;

import dev.comm.api.Payload;
import dev.comm.api.error.ProtocolException;
import dev.comm.api.protocol.Command;
import dev.comm.api.protocol.FrameHeader;
import dev.comm.api.protocol.FrameType;
import dev.comm.api.protocol.WorkCommand;
import dev.comm.api.spi.Transport;
import dev.comm.core.codec.FrameSink;
import dev.comm.core.machine.Event;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apiguardian.api.API;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The table of all links of a driver by endpoint, which converts received bytes to events and moves queued frames to
 * the transport. All methods run under the step lock.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class LinkTable {
    private static final Logger LOG = LoggerFactory.getLogger("dev.comm");

    private final Transport transport;
    private final PayloadStore store;
    private final Awaited awaited;
    private final Map<Integer, Link> links = new HashMap<>();
    private final FrameHeadCache heads = new FrameHeadCache();
    private final Intake intake = new Intake();

    /** Creates a table without links. The last argument decides which results the machine needs. */
    public LinkTable(Transport transport, PayloadStore store, Awaited awaited) {
        this.transport = transport;
        this.store = store;
        this.awaited = awaited;
    }

    /** The decision whether a result is needed, made under the step lock. */
    public interface Awaited {
        /** Returns whether the value of this result has to be kept. */
        boolean awaits(int endpoint, WorkCommand.Result result);
    }

    public Transport transport() {
        return transport;
    }

    /** Returns the link of an endpoint, or null if the endpoint is closed. */
    public Link link(int endpoint) {
        return links.get(endpoint);
    }

    public void opened(int endpoint, boolean accepted) {
        links.put(endpoint, new Link(endpoint, accepted, transport, store, heads));
    }

    public void closed(int endpoint) {
        Link link = links.remove(endpoint);
        if (link != null) {
            link.inbound().discard();
        }
    }

    /** Passes every complete command to the machine. Bytes that complete no command are reported as a sign of life. */
    public void received(int endpoint, ByteBuffer bytes, Consumer<Event> step) {
        Link link = links.get(endpoint);
        if (link == null || link.isMuted()) {
            return;
        }
        intake.begin(link, step);
        try {
            link.decoder().decode(bytes, intake);
        } catch (ProtocolException e) {
            step.accept(new Event.Violated(endpoint, String.valueOf(e.getMessage())));
            return;
        }
        if (!intake.sawCommand) {
            step.accept(new Event.Heard(endpoint));
        }
        sent(link, step);
    }

    /** Writes queued frames, adds more frames from the link, and reports sent tokens. */
    public void writable(int endpoint, Consumer<Event> step) {
        Link link = links.get(endpoint);
        transport.flush(endpoint);
        if (link != null) {
            link.pump();
            sent(link, step);
        }
    }

    /** Reports the tokens of messages that the socket has taken. Also reports a link whose payloads cannot be read. */
    void sent(Link link, Consumer<Event> step) {
        Object token = link.takeSent();
        while (token != null) {
            step.accept(new Event.Sent(link.endpoint(), token));
            token = link.takeSent();
        }
        String fault = link.takeFault();
        if (fault != null) {
            step.accept(new Event.OwnFault(link.endpoint(), fault));
        }
    }

    /**
     * Checks a link after a send within a step. Reports sent tokens, and a peer for which too many bytes or decisions
     * wait.
     */
    public void afterSend(Link link, Consumer<Event> post) {
        sent(link, post);
        String why = link.overflowed();
        if (why != null) {
            post.accept(new Event.Stalled(link.endpoint(), why));
        }
    }

    /** Reports stalled peers. */
    public void sweep(long nowNanos, long deadNanos, Consumer<Event> step) {
        for (Link link : List.copyOf(links.values())) {
            String why = link.stalled(nowNanos, deadNanos);
            if (why != null) {
                step.accept(new Event.Stalled(link.endpoint(), why));
            }
        }
    }

    /** The handler of the frames of one report. One object is reused for all reports. */
    private final class Intake implements FrameSink, CommandAssembler.Receiver {
        private Link link;
        private Consumer<Event> step;
        private boolean sawCommand;

        void begin(Link from, Consumer<Event> target) {
            link = from;
            step = target;
            sawCommand = false;
        }

        @Override
        public void frame(FrameHeader header, Command command, ByteBuffer payload) {
            if (!link.isMuted()) {
                link.checkStage(command);
                link.inbound().frame(header, command, payload, this);
            }
        }

        @Override
        public void received(Command command, Payload payload) {
            sawCommand = true;
            link.checkAnswer(command);
            step.accept(new Event.Received(link.endpoint(), command, payload));
        }

        @Override
        public boolean isAwaited(Command command) {
            return !(command instanceof WorkCommand.Result result) || awaited.awaits(link.endpoint(), result);
        }

        @Override
        public void unstored(Command command, String why) {
            LOG.warn("{} (a {})", why, FrameType.of(command));
            sawCommand = true;
            link.checkAnswer(command);
            step.accept(UnstoredValue.event(link.endpoint(), command, why, link.isAccepted() ? 0 : -1));
        }
    }

    public void discard() {
        links.values().forEach(link -> link.inbound().discard());
        links.clear();
    }
}
