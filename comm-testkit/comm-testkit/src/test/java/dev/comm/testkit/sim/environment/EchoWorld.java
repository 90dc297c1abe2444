package dev.comm.testkit.sim.environment;

import dev.comm.api.CommConfig;
import dev.comm.api.Payload;
import dev.comm.api.Profile;
import dev.comm.api.spi.Transport;
import dev.comm.core.driver.MachineDriver;
import dev.comm.core.machine.Completion;
import dev.comm.core.machine.Failure;
import dev.comm.testkit.Trace;
import dev.comm.testkit.sim.process.SimProcess;
import dev.comm.testkit.sim.process.Simulation;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One echo server and its clients. */
public final class EchoWorld implements AutoCloseable {
    public static final long SECOND = 1_000_000_000L;
    static final InetSocketAddress ADDRESS = new InetSocketAddress(InetAddress.getLoopbackAddress(), 4711);

    public final Simulation simulation;
    public final SimProcess server;
    public final List<String> results = new ArrayList<>();
    public final EchoMachine serverMachine = EchoMachine.server();
    private final CommConfig config =
            CommConfig.builder().profile(Profile.FAST).masters(List.of(ADDRESS)).build();

    public EchoWorld(long seed, boolean fullTrace) {
        simulation = new Simulation(seed, new Trace(fullTrace));
        server = simulation.process("server");
        server.start("main", () -> {
            SimEnvironment environment = new SimEnvironment(server);
            Transport transport = environment.openTransport(config);
            transport.listen(ADDRESS);
            environment.driver("server", serverMachine, transport, config, notice -> {});
        });
    }

    /** Adds a client that echoes the given number of messages of the given size. */
    public SimProcess client(int messages, int bytes, long timeoutNanos) {
        SimProcess process =
                simulation.process("client-" + simulation.processes().size());
        // At this time the server listens.
        simulation.at(SECOND / 1000, () -> process.start("main", () -> echo(process, messages, bytes, timeoutNanos)));
        return process;
    }

    private void echo(SimProcess process, int messages, int size, long timeoutNanos) {
        SimEnvironment environment = new SimEnvironment(process);
        Transport transport = environment.openTransport(config);
        EchoMachine machine = EchoMachine.client(timeoutNanos);
        MachineDriver driver = environment.driver("client", machine, transport, config, notice -> {});
        for (int i = 0; i < messages; i++) {
            byte[] bytes = new byte[size];
            Arrays.fill(bytes, (byte) i);
            results.add(process.name() + " " + echoOnce(driver, bytes));
        }
        results.add(process.name() + " saw " + machine.seen);
    }

    private static String echoOnce(MachineDriver driver, byte[] bytes) {
        Completion<Payload> completion = driver.submit(new EchoMachine.EchoCall(bytes));
        try {
            if (!driver.await(completion, driver.nanoTime() + 100 * SECOND)) {
                return "gave up";
            }
        } catch (InterruptedException e) {
            return "interrupted";
        }
        Failure failure = completion.failure();
        if (failure != null) {
            return failure.kind().name();
        }
        byte[] back = new byte[(int) completion.result().length()];
        completion.result().bytes().get(back);
        return Arrays.equals(bytes, back) ? "ok" : "different";
    }

    public void run(long nanos) {
        simulation.run(
                nanos,
                () -> simulation.now() > SECOND / 1000
                        && simulation.processes().stream().skip(1).allMatch(SimProcess::isIdle));
    }

    @Override
    public void close() {
        simulation.close();
    }
}
