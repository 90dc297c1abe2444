package dev.comm.testkit.contract;

import dev.comm.api.spi.Transport;
import dev.comm.api.spi.TransportConfig;
import dev.comm.api.spi.TransportProvider;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * Where the transports of one test live: opens them and lets time pass. {@link #of} is right for every transport that
 * uses TCP connections of this machine; a simulation has one of its own.
 *
 * <p>A part that a stage cannot give is empty, and the tests that need it are reported as skipped.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface TransportStage extends AutoCloseable {
    /** A stage of real time and real sockets. */
    static TransportStage of(TransportProvider provider) {
        return new SocketStage(provider);
    }

    /** Opens a transport, as if in a process of its own; the test closes it. */
    Transport open(TransportConfig config);

    /** The clock of the transports. */
    long nanoTime();

    /** Nobody had anything to report: lets something happen, or a little time pass. */
    void rest();

    /** Whether time passes in {@link #rest} only, so that one thread has to do everything. */
    boolean isVirtual();

    /** How long a test waits for a required event; generous, because the machine may be busy. */
    default Duration patience() {
        return Duration.ofSeconds(100);
    }

    /** How often a test lets hundreds of connections come in at once; fewer where each is costly. */
    default int crowds() {
        return 5;
    }

    /** Where to listen when the test does not care; the port is 0. */
    default InetSocketAddress anywhere() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    /** Where others could connect to: an address of this machine, port 0, that is not the loopback. */
    default Optional<InetSocketAddress> offTheLoopback() {
        return Optional.empty();
    }

    /** An address where nobody listens. */
    InetSocketAddress nobody();

    /** An address where a connect is never answered. */
    default Optional<InetSocketAddress> silence() {
        return Optional.empty();
    }

    /** Connects something that is no transport to one that listens; it may misbehave. */
    default Optional<RawPeer> call(InetSocketAddress door) {
        return Optional.empty();
    }

    /** Ends all remaining parts. */
    @Override
    void close();
}
