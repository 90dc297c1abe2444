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
 * The environment of the transports of one test, which opens them and lets time pass. {@link #of} suits every transport
 * that uses TCP connections of this machine. A simulation has a stage of its own.
 *
 * <p>A part that a stage lacks is empty, and the tests that need the part are reported as skipped.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface TransportStage extends AutoCloseable {
    /** Returns a stage with real time and real sockets. */
    static TransportStage of(TransportProvider provider) {
        return new SocketStage(provider);
    }

    /** Opens a transport, as if in a process of its own. The test closes it. */
    Transport open(TransportConfig config);

    /** Returns the time of the clock of the transports. */
    long nanoTime();

    /** Lets a little time pass, because no transport had a report. */
    void rest();

    /** Returns whether time passes only in {@link #rest}, so that one thread has to do everything. */
    boolean isVirtual();

    /**
     * Returns the time for which a test waits for a required event. The value is generous, because the machine may be
     * busy.
     */
    default Duration patience() {
        return Duration.ofSeconds(100);
    }

    /**
     * Returns the number of times that a test opens hundreds of connections at once. Return fewer if each is expensive.
     */
    default int crowds() {
        return 5;
    }

    /** Returns an address to listen on, with port 0, for tests that need no special address. */
    default InetSocketAddress anywhere() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    /**
     * Returns an address of this machine off the loopback interface, with port 0, that other machines could connect to.
     */
    default Optional<InetSocketAddress> offTheLoopback() {
        return Optional.empty();
    }

    /** Returns an address on which no transport listens. */
    InetSocketAddress nobody();

    /** Returns an address at which a connect is never answered. */
    default Optional<InetSocketAddress> silence() {
        return Optional.empty();
    }

    /** Connects a peer that is no transport and may misbehave to a listening transport. */
    default Optional<RawPeer> call(InetSocketAddress door) {
        return Optional.empty();
    }

    /** Ends all remaining parts. */
    @Override
    void close();
}
