package dev.comm.transport.tcp;

import dev.comm.api.spi.Peer;
import dev.comm.api.spi.Transport.CloseCause;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Map;

/**
 * One connection, and its polling side: connects, reads, and makes every report. The caller's side is
 * {@link #outbound}; see {@link Phase} for how they agree.
 *
 * <p>TLS would wrap the channel's reads and writes, and put its handshake before {@link #established}.
 */
final class Endpoint implements Attendant {
    final Outbound outbound;
    private final Connection connection;
    private final Inbound inbound;
    private final Gather gather;
    private final Map<Integer, Endpoint> endpoints;
    private String target = "";

    Endpoint(int number, SocketChannel channel, Surroundings around) {
        connection = new Connection(number, channel, around.loop());
        outbound = new Outbound(connection);
        inbound = new Inbound(connection);
        gather = around.gather();
        endpoints = around.endpoints();
    }

    /** Watches a connect that has begun, until it is there, fails or its time is over; called on the caller's side. */
    void connecting(String name, long untilNanos) throws IOException {
        target = name;
        connection.setDeadline(untilNanos);
        endpoints.put(connection.number(), this);
        connection.register(this);
        connection.wantAttention();
    }

    /** Takes an accepted connection into service. */
    void accepted(Reports reports) throws IOException {
        endpoints.put(connection.number(), this);
        connection.register(this);
        established(reports, true);
    }

    /** Forgets it without a report: it failed before anybody heard of it, or the whole transport closes. */
    void drop() {
        connection.end();
        endpoints.remove(connection.number());
    }

    @Override
    public void ready(int operations, Reports reports) {
        if ((operations & SelectionKey.OP_CONNECT) != 0) {
            finishConnect(reports);
            return;
        }
        if ((operations & SelectionKey.OP_READ) != 0) {
            read(reports);
        }
        if ((operations & SelectionKey.OP_WRITE) != 0 && connection.phase() != Phase.GONE) {
            connection.exclude(SelectionKey.OP_WRITE); // the flush that follows asks again if it has to
            reports.writable(connection.number());
        }
    }

    @Override
    public void attend(Reports reports) {
        switch (connection.phase()) {
            case CONNECTING -> attendConnecting(reports);
            case OPEN -> attendBroken(reports);
            case FINISHING -> {
                attendBroken(reports);
                endWhenOverdue(reports, "finished, but the peer took no bytes for " + Outbound.STALL_SECONDS + " s");
            }
            case SHUT -> attendShut(reports);
            case GONE -> reportAbort(reports);
        }
    }

    private void attendConnecting(Reports reports) {
        if (connection.channel().isConnected()) {
            finishConnect(reports);
        } else if (connection.isOverdue()) {
            end(CloseCause.NOT_OPENED, Dialer.unanswered(target), reports);
        } else {
            connection.include(SelectionKey.OP_CONNECT);
            connection.loop().attendAt(connection.deadlineNanos(), this);
        }
    }

    private void finishConnect(Reports reports) {
        SocketChannel channel = connection.channel();
        try {
            if (!channel.finishConnect()) {
                return;
            }
            if (channel.getLocalAddress().equals(channel.getRemoteAddress())) {
                // The kernel may pair a socket with itself if nobody listens on a port that it also gives to clients.
                end(CloseCause.NOT_OPENED, Dialer.refused(target), reports);
                return;
            }
            established(reports, false);
        } catch (IOException e) {
            end(CloseCause.NOT_OPENED, Dialer.reason(target, e), reports);
        }
    }

    private void established(Reports reports, boolean accepted) throws IOException {
        SocketAddress peer = connection.channel().getRemoteAddress();
        connection.travelBy(new Plain(connection, gather));
        if (!connection.become(Phase.CONNECTING, Phase.OPEN)) {
            return;
        }
        connection.exclude(SelectionKey.OP_CONNECT);
        connection.include(SelectionKey.OP_READ);
        reports.opened(connection.number(), Peer.plain(peer, accepted));
        if (outbound.queuedBytes() > 0) {
            connection.include(SelectionKey.OP_WRITE); // sent before it stood
        }
    }

    /** Reads without having been selected; false if it is not open. */
    boolean readAtOnce(Reports reports) {
        if (connection.phase() != Phase.OPEN) {
            return false;
        }
        read(reports);
        return true;
    }

    /** Reads a turn; true if there may be more at once. */
    private boolean read(Reports reports) {
        int before = reports.count();
        try {
            Inbound.Turn turn = inbound.read(reports);
            if (reports.count() != before) {
                connection.loop().favourite().heard(this);
            }
            if (turn == Inbound.Turn.END_OF_STREAM && connection.phase() == Phase.OPEN) {
                String broken = connection.broken();
                end(
                        broken == null ? CloseCause.END_OF_STREAM : CloseCause.RESET,
                        broken == null ? "the peer closed the connection" : broken,
                        reports);
            } else if (connection.phase() != Phase.OPEN && inbound.hasHeardEnough()) {
                connection.exclude(SelectionKey.OP_READ);
                connection.wantAttention();
            }
            return turn == Inbound.Turn.MORE;
        } catch (IOException e) {
            end(CloseCause.RESET, Connection.reason(e), reports);
            return false;
        }
    }

    private void attendBroken(Reports reports) {
        String broken = connection.broken();
        if (broken != null && !read(reports)) {
            end(CloseCause.RESET, broken, reports);
        }
    }

    private void attendShut(Reports reports) {
        if (inbound.hasHeardEnough()) {
            end(CloseCause.LOCAL, "finished", reports);
        } else {
            endWhenOverdue(reports, "finished; the peer kept its side open");
        }
    }

    private void endWhenOverdue(Reports reports, String detail) {
        if (connection.isOverdue()) {
            end(CloseCause.LOCAL, detail, reports);
        } else {
            connection.loop().attendAt(connection.deadlineNanos(), this);
        }
    }

    /** Ends it once and reports it; one that was finished is told as closed by this side, however it went. */
    private void end(CloseCause cause, String detail, Reports reports) {
        Phase before = connection.end();
        if (before != Phase.GONE) {
            endpoints.remove(connection.number());
            boolean finished = before == Phase.FINISHING || before == Phase.SHUT;
            reports.closed(connection.number(), finished ? CloseCause.LOCAL : cause, detail);
        }
    }

    private void reportAbort(Reports reports) {
        String detail = connection.aborted();
        if (detail != null && endpoints.remove(connection.number()) != null) {
            reports.closed(connection.number(), CloseCause.LOCAL, detail);
        }
    }
}
