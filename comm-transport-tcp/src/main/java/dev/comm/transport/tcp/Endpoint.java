package dev.comm.transport.tcp;

import dev.comm.api.spi.Bytes;
import dev.comm.api.spi.Peer;
import dev.comm.api.spi.Transport.CloseCause;
import dev.comm.transport.tcp.connection.Connection;
import dev.comm.transport.tcp.connection.ConnectionPhase;
import dev.comm.transport.tcp.connection.ConnectionReader;
import dev.comm.transport.tcp.connection.ConnectionWriter;
import dev.comm.transport.tcp.connection.PlainWire;
import dev.comm.transport.tcp.connection.Wire;
import dev.comm.transport.tcp.select.HotEndpoint;
import dev.comm.transport.tcp.select.Reports;
import dev.comm.transport.tcp.select.SelectHandler;
import dev.comm.transport.tcp.tls.PendingTlsHandshakes;
import dev.comm.transport.tcp.tls.TlsFailureText;
import dev.comm.transport.tcp.tls.TlsResources;
import dev.comm.transport.tcp.tls.TlsSetup;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.nio.channels.UnsupportedAddressTypeException;
import java.util.Map;
import javax.net.ssl.SSLException;

/**
 * The polling side of one connection: it connects, reads and makes every report. The caller's side is
 * {@link #outbound}. Both sides coordinate by {@link ConnectionPhase}. A {@link Wire} carries the bytes; on encrypted
 * connections a {@code TlsHandshake} comes first.
 */
final class Endpoint implements SelectHandler, HotEndpoint.DirectReader, PendingTlsHandshakes.Refusable {
    final ConnectionWriter outbound;
    private final Connection connection;
    private final ConnectionReader inbound;
    private final TransportContext around;
    private final Map<Integer, Endpoint> endpoints;
    /** The address that this endpoint connects to; null for an accepted connection. */
    private volatile InetSocketAddress target;
    /** The reason why the connection attempt could not start, or null. */
    private volatile String undialled;
    /** The handshake in progress, set while the phase is {@link ConnectionPhase#SECURING}. */
    private TlsSetup securing;

    Endpoint(int number, SocketChannel channel, TransportContext around) {
        connection = new Connection(number, channel, around.loop());
        outbound = new ConnectionWriter(connection, around.cork());
        inbound = new ConnectionReader(connection);
        this.around = around;
        endpoints = around.endpoints();
    }

    /**
     * Tracks a connection attempt until it succeeds, fails or times out. The host name of the attempt may still be
     * unresolved. Called on the caller's side.
     */
    void connecting(InetSocketAddress address, long untilNanos) throws IOException {
        target = address;
        connection.setDeadline(untilNanos);
        endpoints.put(connection.number(), this);
        connection.register(this);
        connection.wantAttention();
    }

    /** Connects to the resolved address. Called on a thread of the name pool. */
    void dial(InetSocketAddress found) {
        try {
            target = found;
            connection.channel().connect(found);
            connection.wantAttention();
        } catch (IOException | UnresolvedAddressException | UnsupportedAddressTypeException e) {
            undialled(Dialer.reason(AddressFormat.name(found), e));
        }
    }

    /** Fails an attempt that has not started to connect. Any thread may call this method. */
    void undialled(String why) {
        undialled = why;
        connection.wantAttention();
    }

    /** Registers an accepted connection and starts the TLS handshake, if there is one. */
    void accepted(Reports reports) throws IOException {
        endpoints.put(connection.number(), this);
        connection.register(this);
        established(reports);
    }

    /**
     * Closes the connection without a report, because it was never reported as opened or because the transport closes.
     */
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
        if (connection.phase() == ConnectionPhase.SECURING) {
            secure(reports);
            return;
        }
        if ((operations & SelectionKey.OP_READ) != 0) {
            read(reports);
        }
        if ((operations & SelectionKey.OP_WRITE) != 0 && connection.phase() != ConnectionPhase.GONE) {
            connection.exclude(SelectionKey.OP_WRITE); // the next flush adds the interest again if necessary
            reports.writable(connection.number());
        }
    }

    @Override
    public void attend(Reports reports) {
        switch (connection.phase()) {
            case CONNECTING -> attendConnecting(reports);
            case SECURING -> attendSecuring(reports);
            case OPEN -> attendBroken(reports);
            case FINISHING -> {
                attendBroken(reports);
                endWhenOverdue(
                        reports, "finished, but the peer took no bytes for " + ConnectionWriter.STALL_SECONDS + " s");
            }
            case SHUT -> attendShut(reports);
            case GONE -> reportAbort(reports);
        }
    }

    private void attendConnecting(Reports reports) {
        if (undialled != null) {
            end(CloseCause.NOT_OPENED, undialled, reports);
        } else if (connection.channel().isConnected()) {
            finishConnect(reports);
        } else if (connection.isOverdue()) {
            end(CloseCause.NOT_OPENED, Dialer.unanswered(AddressFormat.name(target)), reports);
        } else {
            if (connection.channel().isConnectionPending()) {
                connection.include(SelectionKey.OP_CONNECT);
            }
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
                // If no program listens on a port that the kernel also gives to clients, the kernel may connect a
                // socket to itself.
                end(CloseCause.NOT_OPENED, Dialer.refused(AddressFormat.name(target)), reports);
                return;
            }
            established(reports);
        } catch (IOException e) {
            end(CloseCause.NOT_OPENED, Dialer.reason(AddressFormat.name(target), e), reports);
        }
    }

    /** Continues after the TCP connection is established: with the TLS handshake, if there is one. */
    private void established(Reports reports) throws IOException {
        connection.exclude(SelectionKey.OP_CONNECT);
        TlsResources encryption = around.encryption();
        if (encryption == null) {
            open(ConnectionPhase.CONNECTING, new PlainWire(connection, around.gather()), Bytes.EMPTY, reports);
        } else if (connection.become(ConnectionPhase.CONNECTING, ConnectionPhase.SECURING)) {
            securing = new TlsSetup(connection, encryption, target);
            if (target == null) {
                encryption.handshakes().begun(this, connection.origin());
            }
            secure(reports);
        }
    }

    private void open(ConnectionPhase from, Wire wire, Bytes binding, Reports reports) throws IOException {
        SocketAddress peer = connection.channel().getRemoteAddress();
        connection.travelBy(wire);
        if (!connection.become(from, ConnectionPhase.OPEN)) {
            return;
        }
        connection.include(SelectionKey.OP_READ);
        reports.opened(connection.number(), new Peer(peer, target == null, binding));
        if (outbound.queuedBytes() > 0) {
            connection.include(SelectionKey.OP_WRITE); // frames were sent before the connection was established
        }
    }

    private void attendSecuring(Reports reports) {
        if (securing.isLate()) {
            notSecured("check that the peer speaks TLS: the TLS handshake did not finish in time", reports);
        } else {
            secure(reports);
        }
    }

    private void secure(Reports reports) {
        try {
            if (securing.advance()) {
                TlsSetup over = securing;
                endSecuring();
                open(ConnectionPhase.SECURING, over.wire(), over.binding(), reports);
                read(reports); // the last read of the handshake may hold application data
            }
        } catch (IOException e) {
            notSecured(TlsFailureText.sentence(e), reports);
        }
    }

    /**
     * Ends a connection after a failed handshake. An accepted connection was never reported, so only the log has its
     * end.
     */
    private void notSecured(String reason, Reports reports) {
        if (target == null) {
            refuse(reason);
            return;
        }
        giveUpSecuring();
        end(CloseCause.NOT_OPENED, AddressFormat.name(target) + ": " + reason, reports);
    }

    /** Drops an accepted connection before its handshake is complete, and logs the reason. */
    @Override
    public void refuse(String reason) {
        around.encryption().handshakes().tell(peerName(), reason);
        giveUpSecuring();
        drop();
    }

    private void giveUpSecuring() {
        if (securing != null) {
            securing.giveUp();
            endSecuring();
        }
    }

    private void endSecuring() {
        securing = null; // releases the buffers of the handshake
        around.encryption().handshakes().ended(this);
    }

    private String peerName() {
        try {
            return String.valueOf(connection.channel().getRemoteAddress());
        } catch (IOException e) {
            return "an unknown address (the peer has closed)";
        }
    }

    @Override
    public boolean readAtOnce(Reports reports) {
        if (connection.phase() != ConnectionPhase.OPEN) {
            return false;
        }
        read(reports);
        return true;
    }

    /** Reads a bounded number of times. Returns true if more data may be available. */
    private boolean read(Reports reports) {
        int before = reports.count();
        try {
            ConnectionReader.ReadResult turn = inbound.read(reports);
            if (reports.count() != before) {
                connection.loop().hotEndpoint().heard(this);
            }
            if (turn == ConnectionReader.ReadResult.END_OF_STREAM && connection.phase() == ConnectionPhase.OPEN) {
                String broken = connection.broken();
                end(
                        broken == null ? CloseCause.END_OF_STREAM : CloseCause.RESET,
                        broken == null ? "the peer closed the connection" : broken,
                        reports);
            } else if (connection.phase() != ConnectionPhase.OPEN && inbound.hasHeardEnough()) {
                connection.exclude(SelectionKey.OP_READ);
                connection.wantAttention();
            }
            return turn == ConnectionReader.ReadResult.MORE;
        } catch (SSLException e) {
            end(CloseCause.RESET, TlsFailureText.sentence(e), reports);
            return false;
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

    /** Closes the connection and reports this once. A finished connection is always reported as closed by this side. */
    private void end(CloseCause cause, String detail, Reports reports) {
        ConnectionPhase before = connection.end();
        if (before != ConnectionPhase.GONE) {
            endpoints.remove(connection.number());
            boolean finished = before == ConnectionPhase.FINISHING || before == ConnectionPhase.SHUT;
            reports.closed(connection.number(), finished ? CloseCause.LOCAL : cause, detail);
        }
    }

    private void reportAbort(Reports reports) {
        String detail = connection.aborted();
        giveUpSecuring();
        if (detail != null && endpoints.remove(connection.number()) != null) {
            reports.closed(connection.number(), CloseCause.LOCAL, detail);
        }
    }
}
