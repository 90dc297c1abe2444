package dev.comm.core.driver;

import dev.comm.api.CommConfig;
import dev.comm.api.Limits;
import dev.comm.api.spi.Transport;
import dev.comm.api.spi.TransportConfig;
import dev.comm.api.spi.TransportProvider;
import dev.comm.core.link.SendQueue;
import dev.comm.core.machine.Entropy;
import dev.comm.core.machine.Machine;
import dev.comm.core.machine.Notice;
import dev.comm.core.provider.Providers;
import java.security.SecureRandom;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apiguardian.api.API;

/** The environment of production, with the system clock, secure random numbers, sockets and threads. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class LiveEnvironment implements Environment {
    private static final int THREADS = Math.max(2, Runtime.getRuntime().availableProcessors());

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final SecureRandom random = new SecureRandom();
    private final ThreadPoolExecutor callbacks = new ThreadPoolExecutor(
            THREADS,
            THREADS,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            body -> new CallbackThread(body, "comm-callback-" + NUMBERS.incrementAndGet()));

    private final boolean ownsProcess;

    /**
     * Creates an environment for a part of a process. Comm never ends the process, and idle threads of the environment
     * end.
     */
    public LiveEnvironment() {
        this(false);
    }

    private LiveEnvironment(boolean ownsProcess) {
        this.ownsProcess = ownsProcess;
        callbacks.allowCoreThreadTimeOut(true);
    }

    /**
     * Creates an environment for a process whose main program is the member. Unless the settings forbid it, Comm ends
     * the process if it continues long after the end of its membership.
     */
    public static LiveEnvironment ofProcess() {
        return new LiveEnvironment(true);
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public long wallClockMillis() {
        return System.currentTimeMillis();
    }

    @Override
    public String hostName() {
        return HostName.find();
    }

    @Override
    public long processId() {
        return ProcessHandle.current().pid();
    }

    @Override
    public Entropy entropy() {
        return random::nextLong;
    }

    @Override
    public Transport openTransport(CommConfig config) {
        Limits limits = config.limits();
        return Providers.find(TransportProvider.class, config.transport(), config)
                .open(TransportConfig.builder()
                        .backlog(limits.backlog())
                        .endpointsMax(limits.endpoints())
                        .handshakesMax(limits.handshakes())
                        .handshakeTime(config.timing().handshake())
                        .lowWaterBytes(SendQueue.BULK_QUEUE_TARGET)
                        .authenticated(config.isAuthenticated())
                        .unsafeAnonymous(config.unsafeAnonymous())
                        .tls(config.tls())
                        .build());
    }

    @Override
    public MachineDriver driver(
            String name, Machine machine, Transport transport, CommConfig config, Consumer<Notice> notices) {
        OrphanEnd orphan = new OrphanEnd(config, ownsProcess, this::nanoTime);
        DriverCore core = new DriverCore(machine, transport, config, this, notices.andThen(orphan));
        LiveDriver driver = new LiveDriver(name, core, this::nanoTime, config.yieldTime(), orphan);
        driver.start();
        return driver;
    }

    @Override
    public void start(String name, Runnable body) {
        Thread thread = new Thread(body, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public DrainSignal drainSignal() {
        return ProcessDrain.INSTANCE;
    }

    @Override
    public Executor callbacks() {
        return callbacks;
    }
}
