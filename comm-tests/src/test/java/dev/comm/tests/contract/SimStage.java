package dev.comm.tests.contract;

import dev.comm.api.spi.Transport;
import dev.comm.api.spi.TransportConfig;
import dev.comm.testkit.Trace;
import dev.comm.testkit.contract.RawPeer;
import dev.comm.testkit.contract.TransportStage;
import dev.comm.testkit.sim.environment.SimEnvironment;
import dev.comm.testkit.sim.network.Conditions;
import dev.comm.testkit.sim.network.SimNetwork;
import dev.comm.testkit.sim.network.SimPeer;
import dev.comm.testkit.sim.process.SimProcess;
import dev.comm.testkit.sim.process.Simulation;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/** A simulation in which each transport has a process and a host of its own. */
public final class SimStage implements TransportStage {
    private static final long SECOND = 1_000_000_000L;
    private static final int FREE_PORT = 4_711;

    private final Simulation simulation;
    private final SimProcess silent;
    private int processes;

    /** Creates a simulation from a seed, whose network has the given conditions. */
    public SimStage(long seed, Conditions conditions) {
        simulation = new Simulation(seed, new Trace(false));
        SimNetwork.of(simulation).conditions(conditions);
        silent = simulation.process("silent");
    }

    @Override
    public Transport open(TransportConfig config) {
        return new SimEnvironment(newProcess()).openTransport(config);
    }

    private SimProcess newProcess() {
        return simulation.process("process " + ++processes);
    }

    @Override
    public long nanoTime() {
        return simulation.now();
    }

    @Override
    public void rest() {
        long before = simulation.events();
        simulation.run(simulation.now() + SECOND, () -> simulation.events() > before);
    }

    /** Returns a long time, because waiting costs no real time. */
    @Override
    public Duration patience() {
        return Duration.ofHours(1);
    }

    @Override
    public boolean isVirtual() {
        return true;
    }

    @Override
    public Optional<InetSocketAddress> offTheLoopback() {
        return Optional.of(new InetSocketAddress("10.0.0.1", 0));
    }

    @Override
    public InetSocketAddress nobody() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), FREE_PORT);
    }

    /** Returns the address of a transport that listened until its host disappeared. */
    @Override
    public Optional<InetSocketAddress> silence() {
        TransportConfig config = TransportConfig.builder().build();
        InetSocketAddress address =
                new SimEnvironment(silent).openTransport(config).listen(anywhere());
        silent.vanish();
        return Optional.of(address);
    }

    @Override
    public Optional<RawPeer> call(InetSocketAddress door) {
        SimPeer peer = new SimPeer(simulation, door, SECOND);
        simulation.run(simulation.now() + SECOND, peer::isConnected);
        return Optional.of(new Raw(peer));
    }

    @Override
    public void close() {
        simulation.close();
    }

    /** A simulated peer with the interface of the contract. */
    private record Raw(SimPeer peer) implements RawPeer {
        @Override
        public int write(byte[] bytes) {
            return peer.write(bytes);
        }

        @Override
        public boolean hasUnread() {
            return peer.hasUnread();
        }

        @Override
        public byte[] read() {
            return peer.read();
        }

        @Override
        public boolean hasEnded() {
            return peer.hasEnded();
        }

        @Override
        public void shutOutput() {
            peer.shutOutput();
        }

        @Override
        public void die() {
            peer.die();
        }

        @Override
        public void reset() {
            peer.reset();
        }
    }
}
