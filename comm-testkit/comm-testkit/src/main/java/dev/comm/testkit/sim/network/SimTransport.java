package dev.comm.testkit.sim.network;

import dev.comm.api.error.TransportException;
import dev.comm.api.spi.Lane;
import dev.comm.api.spi.Transport;
import dev.comm.api.spi.TransportConfig;
import dev.comm.testkit.sim.process.ProcessPart;
import dev.comm.testkit.sim.process.SimProcess;
import dev.comm.testkit.sim.process.SimulationError;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.TreeMap;
import java.util.zip.CRC32;
import org.apiguardian.api.API;

/** The sockets of one simulated process, behind the transport contract of Comm. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class SimTransport implements Transport, ProcessPart {
    private static final int BACKLOG = 1_024;
    private static final int ENDPOINTS_MAX = 16_384;
    private static final int LOW_WATER_BYTES = 512 << 10;

    /** The settings for tests and internal use, with generous bounds. */
    static final TransportConfig DEFAULTS = TransportConfig.builder()
            .backlog(BACKLOG)
            .endpointsMax(ENDPOINTS_MAX)
            .lowWaterBytes(LOW_WATER_BYTES)
            .authenticated(true)
            .unsafeAnonymous(true)
            .build();

    private final SimProcess process;
    private final SimNetwork network;
    private final TreeMap<Integer, SimSocket> sockets = new TreeMap<>();
    private final ArrayDeque<SimSocket> ready = new ArrayDeque<>();
    private final TransportConfig config;
    private final CountingSink counted = new CountingSink();
    private Runnable whenReady = () -> {};
    private int nextEndpoint = 1;
    private boolean listening;
    private boolean closed;
    private int untold;

    public SimTransport(SimProcess process, TransportConfig config) {
        this.process = process;
        this.network = SimNetwork.of(process.simulation());
        this.config = config;
    }

    SimProcess process() {
        return process;
    }

    boolean isListening() {
        return listening && !closed;
    }

    /**
     * Returns whether the backlog takes no more connections until the process accepts some. As on Linux, one connection
     * more than requested may wait.
     */
    boolean isBacklogFull() {
        return untold > config.backlog();
    }

    /** Returns whether the process has more connections than it may have. */
    boolean isCrowded() {
        return sockets.size() > config.endpointsMax();
    }

    /** Notes that the process received the report of a connection. */
    void told(boolean accepted) {
        untold -= accepted ? 1 : 0;
    }

    public boolean isReady() {
        return !ready.isEmpty();
    }

    /** Sets the code that runs when a report is ready. */
    public void onReady(Runnable action) {
        whenReady = action;
        if (isReady()) {
            action.run();
        }
    }

    /** Returns the socket of an endpoint, or null. */
    SimSocket socket(int endpoint) {
        return sockets.get(endpoint);
    }

    /** Adds a socket that has a report. */
    void ready(SimSocket socket) {
        if (!closed && socket.markReady()) {
            ready.add(socket);
            whenReady.run();
        }
    }

    @Override
    public InetSocketAddress listen(InetSocketAddress address) {
        if (address.isUnresolved()) {
            throw new TransportException("cannot listen on " + address + ": the host name is unknown");
        }
        boolean open = !config.authenticated() && !config.unsafeAnonymous();
        if (open && !address.getAddress().isLoopbackAddress()) {
            throw new TransportException("refused to listen on " + address
                    + ": other machines reach this address, and nothing proves who connects; set a secret");
        }
        InetSocketAddress bound = network.dials().listen(this, address);
        listening = true;
        return bound;
    }

    @Override
    public int connect(InetSocketAddress address, long timeoutNanos) {
        SimSocket socket = add();
        network.dials().dial(socket, address, timeoutNanos);
        return socket.endpoint();
    }

    /** Accepts a connection in the kernel. The connection waits for the process. */
    SimSocket accept() {
        untold++;
        return add();
    }

    private SimSocket add() {
        SimSocket socket = new SimSocket(this, nextEndpoint++, network);
        if (!closed) {
            sockets.put(socket.endpoint(), socket);
        }
        return socket;
    }

    @Override
    public int poll(long maxWaitNanos, Sink sink) {
        CountingSink counting = counted.begin(sink);
        // A poll serves only the sockets that are ready now. A socket that becomes ready again waits for the next poll,
        // so that no socket starves the others.
        for (int left = ready.size(); left > 0 && !ready.isEmpty() && !process.isStopped(); left--) {
            ready.poll().report(counting);
        }
        return counting.count();
    }

    @Override
    public void wakeup() {
        // Poll never waits here.
    }

    /**
     * Postpones a call if the process was stopped in the middle of a step. The process makes the call after it resumes.
     */
    private boolean isPostponed(Runnable call) {
        if (process.isStopped()) {
            process.happen(call);
            return true;
        }
        return false;
    }

    @Override
    public void send(int endpoint, Lane lane, ByteBuffer... frame) {
        SimSocket socket = sockets.get(endpoint);
        if (socket == null || closed) {
            return;
        }
        if (process.isStopped()) {
            ByteBuffer kept = Outgoing.whole(frame);
            socket.sender().postpone(lane, kept, () -> send(endpoint, lane, kept));
        } else {
            socket.sender().send(lane, frame);
        }
    }

    @Override
    public void flush(int endpoint) {
        SimSocket socket = sockets.get(endpoint);
        if (socket != null && !isPostponed(() -> flush(endpoint))) {
            socket.sender().write();
        }
    }

    @Override
    public long queuedBytes(int endpoint, Lane lane) {
        SimSocket socket = sockets.get(endpoint);
        return socket == null ? 0 : socket.sender().queuedBytes(lane);
    }

    @Override
    public long writtenBytes(int endpoint) {
        SimSocket socket = sockets.get(endpoint);
        return socket == null ? 0 : socket.sender().outgoing().writtenBytes();
    }

    @Override
    public void finish(int endpoint) {
        SimSocket socket = sockets.get(endpoint);
        if (socket != null && !isPostponed(() -> finish(endpoint))) {
            socket.finish();
        }
    }

    @Override
    public void abort(int endpoint) {
        SimSocket socket = sockets.get(endpoint);
        if (socket != null && !isPostponed(() -> abort(endpoint))) {
            socket.abort();
        }
    }

    @Override
    public void stopListening() {
        if (!isPostponed(this::stopListening)) {
            listening = false;
        }
    }

    @Override
    public void close() {
        if (!isPostponed(this::close)) {
            killed();
        }
    }

    /** Closes the open sockets in the kernel, because the process was killed or has closed its transport. */
    @Override
    public void killed() {
        if (!closed) {
            closed = true;
            sockets.values().forEach(SimSocket::release);
            forgetAll();
        }
    }

    /** Loses all connections, because the host is there again without the process. */
    @Override
    public void lost() {
        closed = true;
        sockets.values().forEach(SimSocket::lost);
        forgetAll();
    }

    private void forgetAll() {
        listening = false;
        sockets.clear();
        ready.clear();
    }

    void forget(SimSocket socket) {
        sockets.remove(socket.endpoint());
    }

    void trace(String kind, int endpoint, ByteBuffer bytes) {
        CRC32 crc = new CRC32();
        if (bytes != null) {
            crc.update(bytes.duplicate());
        }
        process.simulation()
                .trace()
                .add(process.simulation().now(), process.name(), kind, crc.getValue() << 16 | endpoint);
    }

    /** Returns the address by which peers know this process. The address is built without a name look-up. */
    InetSocketAddress peerAddress(int endpoint) {
        try {
            byte[] host = {10, 0, (byte) (process.number() >> 8), (byte) process.number()};
            return new InetSocketAddress(InetAddress.getByAddress(host), 20_000 + endpoint);
        } catch (UnknownHostException e) {
            throw new SimulationError("four bytes are an address", e);
        }
    }
}
