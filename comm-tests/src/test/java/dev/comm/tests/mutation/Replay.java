package dev.comm.tests.mutation;

import dev.comm.api.Member;
import dev.comm.api.protocol.CollectiveCommand.Arrive;
import dev.comm.api.protocol.CollectiveCommand.DecisionAck;
import dev.comm.api.protocol.CollectiveCommand.Held;
import dev.comm.api.protocol.Command;
import dev.comm.api.protocol.HandshakeCommand.Welcome;
import dev.comm.api.protocol.MembershipCommand.Heartbeat;
import dev.comm.api.protocol.MessageCommand.Message;
import dev.comm.api.protocol.WorkCommand.Progress;
import dev.comm.api.protocol.WorkCommand.Request;
import dev.comm.api.protocol.WorkCommand.Result;
import dev.comm.core.codec.FrameDecoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A replay of a recorded session with one wrong byte. It replaces incarnations and numbers of instances and requests by
 * those of the current run.
 */
final class Replay implements AutoCloseable {
    private static final int ANSWER_MILLIS = 10;
    private static final int END_MILLIS = 30_000;

    private final List<Saying> session;
    private final Mutation mutation;
    private final Socket socket;
    private final FrameDecoder decoder = new FrameDecoder(1 << 20);
    private Welcome welcome;
    private Request request;
    private boolean ended;
    private int said;

    Replay(List<Saying> session, Mutation mutation, InetSocketAddress master) throws IOException {
        this.session = session;
        this.mutation = mutation;
        socket = new Socket(master.getAddress(), master.getPort());
        socket.setTcpNoDelay(true);
    }

    /** Sends all frames without reading, and closes the connection. */
    void shout() {
        say(session.size());
    }

    /** Sends the frames, reads where a node would read, and waits until the master ends the connection. */
    void play() throws IOException {
        say(firstOf(Heartbeat.class) + 1);
        listen(ANSWER_MILLIS, Welcome.class);
        say(firstOf(Progress.class));
        if (welcome != null) {
            listen(ANSWER_MILLIS, Request.class);
        }
        say(session.size());
        if (!ended) {
            socket.shutdownOutput();
        }
        listen(END_MILLIS, null);
    }

    /** Returns whether the master sent a Welcome. */
    boolean wasWelcome() {
        return welcome != null;
    }

    /** Returns whether the master sent a request. */
    boolean hadRequest() {
        return request != null;
    }

    /** Returns whether the master ended the connection. */
    boolean hasEnded() {
        return ended;
    }

    private int firstOf(Class<? extends Command> type) {
        for (int i = 0; i < session.size(); i++) {
            if (type.isInstance(session.get(i).command())) {
                return i;
            }
        }
        throw new IllegalStateException("nothing of " + type + " was recorded");
    }

    private void say(int end) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (; said < end; said++) {
            Saying recorded = session.get(said);
            byte[] frame = recorded.with(now(recorded.command())).frame();
            mutation.applyTo(said, frame);
            bytes.writeBytes(frame);
        }
        try {
            socket.getOutputStream().write(bytes.toByteArray());
        } catch (IOException e) {
            ended = true;
        }
    }

    /** Reads until a command of the given type, the end of the stream or the timeout. */
    private void listen(int millis, Class<? extends Command> until) throws IOException {
        byte[] bytes = new byte[4 << 10];
        boolean[] found = new boolean[1];
        socket.setSoTimeout(millis);
        try {
            while (!ended && !found[0]) {
                int count = socket.getInputStream().read(bytes);
                ended = count < 0;
                ByteBuffer came = ByteBuffer.wrap(bytes, 0, Math.max(0, count));
                decoder.decode(came, (header, command, payload) -> found[0] |= hear(command, until));
            }
        } catch (SocketTimeoutException e) {
            // The master does not answer every session with a wrong byte.
        } catch (IOException e) {
            ended = true;
        }
    }

    private boolean hear(Command command, Class<? extends Command> until) {
        welcome = command instanceof Welcome each ? each : welcome;
        request = command instanceof Request each ? each : request;
        return until != null && until.isInstance(command);
    }

    private Command now(Command recorded) {
        if (welcome == null) {
            return recorded;
        }
        long later = welcome.sequences().get(0).next() - firstSequence();
        if (recorded instanceof Arrive a) {
            return a.withSequence(a.sequence() + later).withAcked(a.acked() + later);
        } else if (recorded instanceof Held h) {
            return new Held(h.communicator(), h.sequence() + later, h.length(), h.crc32c());
        } else if (recorded instanceof DecisionAck ack) {
            return new DecisionAck(ack.communicator(), ack.sequence() + later);
        } else if (recorded instanceof Message n) {
            return new Message(
                    n.communicator(), n.tag(), n.from(), n.fromIncarnation(), n.to(), incarnation(n.to()), n.content());
        }
        return request == null ? recorded : answer(recorded);
    }

    private long firstSequence() {
        return ((Arrive) session.get(firstOf(Arrive.class)).command()).sequence();
    }

    private Command answer(Command recorded) {
        if (recorded instanceof Progress p) {
            return new Progress(request.id(), request.attempt(), p.fraction());
        }
        return recorded instanceof Result r
                ? new Result(request.id(), request.attempt(), r.status(), r.content())
                : recorded;
    }

    private long incarnation(int rank) {
        return welcome.members().stream()
                .filter(each -> each.rank() == rank)
                .mapToLong(Member::incarnation)
                .findFirst()
                .orElse(0);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
