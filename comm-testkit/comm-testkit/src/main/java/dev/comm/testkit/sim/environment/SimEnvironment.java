package dev.comm.testkit.sim.environment;

import dev.comm.api.CommConfig;
import dev.comm.api.Limits;
import dev.comm.api.error.TransportException;
import dev.comm.api.spi.Transport;
import dev.comm.api.spi.TransportConfig;
import dev.comm.core.driver.Environment;
import dev.comm.core.driver.MachineDriver;
import dev.comm.core.machine.Entropy;
import dev.comm.core.machine.Machine;
import dev.comm.core.machine.Notice;
import dev.comm.testkit.sim.network.SimTransport;
import dev.comm.testkit.sim.process.SimProcess;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.apiguardian.api.API;

/** The environment of a simulated process, which replaces the clock, sockets, threads and random numbers. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class SimEnvironment implements Environment {
    /** 2026-01-01, so that dates look like real dates. */
    private static final long WALL_CLOCK_START_MILLIS = 1_767_225_600_000L;

    private static final int LOW_WATER_BYTES = 512 << 10;

    private final SimProcess process;
    private final SplittableRandom entropy;

    /** Creates the environment of a process. */
    public SimEnvironment(SimProcess process) {
        this.process = process;
        this.entropy = process.random().split();
    }

    @Override
    public long nanoTime() {
        return process.clockNanos();
    }

    @Override
    public long wallClockMillis() {
        return WALL_CLOCK_START_MILLIS + process.simulation().now() / 1_000_000;
    }

    @Override
    public String hostName() {
        return process.name();
    }

    @Override
    public long processId() {
        return process.number();
    }

    @Override
    public Entropy entropy() {
        return entropy::nextLong;
    }

    @Override
    public Transport openTransport(CommConfig config) {
        Limits limits = config.limits();
        return openTransport(TransportConfig.builder()
                .backlog(limits.backlog())
                .endpointsMax(limits.endpoints())
                .handshakesMax(limits.handshakes())
                .handshakeTime(config.timing().handshake())
                .lowWaterBytes(LOW_WATER_BYTES)
                .authenticated(config.isAuthenticated())
                .unsafeAnonymous(config.unsafeAnonymous())
                .tls(config.tls())
                .build());
    }

    /**
     * Opens a transport without the configuration of a cluster.
     *
     * @throws TransportException if the transport is to encrypt, which simulated connections cannot do
     */
    public Transport openTransport(TransportConfig config) {
        process.checkAlive();
        if (config.tls() != null) {
            throw new TransportException("Simulated connections cannot be encrypted; leave tls.… out in the simulation,"
                    + " and test it on the engines LOOPBACK or PROCESS");
        }
        SimTransport transport = new SimTransport(process, config);
        process.add(transport);
        return transport;
    }

    @Override
    public MachineDriver driver(
            String name, Machine machine, Transport transport, CommConfig config, Consumer<Notice> notices) {
        process.checkAlive();
        Machine watched = process.simulation().watcher().machine(process, machine);
        SimDriver driver = new SimDriver(process, watched, (SimTransport) transport, config, this, notices);
        process.add(driver);
        driver.start();
        return driver;
    }

    @Override
    public void start(String name, Runnable body) {
        process.checkAlive();
        process.simulation().watcher().started(process, name);
        process.start(name, body);
    }

    /** Returns an executor that soon runs the code on the thread of the scheduler. The code must not wait. */
    @Override
    public Executor callbacks() {
        return body -> process.later(process.simulation().jitterNanos(), body);
    }
}
