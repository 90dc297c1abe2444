package dev.comm.master;

import dev.comm.api.CommConfig;
import dev.comm.api.RunId;
import dev.comm.api.error.ConfigException;
import dev.comm.api.spi.Bytes;
import dev.comm.api.spi.Transport;
import dev.comm.core.communicator.LocalMembership;
import dev.comm.core.communicator.MembershipSession;
import dev.comm.core.driver.ClaimedDriver;
import dev.comm.core.driver.Environment;
import dev.comm.core.driver.FileClaim;
import dev.comm.core.driver.LaunchJoin;
import dev.comm.core.driver.LiveTimeWatch;
import dev.comm.core.driver.MachineDriver;
import dev.comm.core.driver.RankClaim;
import dev.comm.core.driver.RendezvousFile;
import dev.comm.core.machine.Entropy;
import dev.comm.core.machine.JoinCall;
import dev.comm.core.machine.Notice;
import dev.comm.core.role.DepartureFile;
import dev.comm.core.value.ValueCodec;
import dev.comm.master.machine.LiveTimeCall;
import dev.comm.master.machine.MasterMachine;
import dev.comm.master.machine.membership.MasterSettings;
import dev.comm.master.machine.membership.TeamKind;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.Consumer;

/** The creation of a master from transport, machine and driver. If a step fails, all opened parts are closed. */
final class MasterBootstrap {
    private MasterBootstrap() {}

    /** Opens a master: listens, and in an SPMD run waits until the start policy is met. */
    static MasterNode open(TeamKind mode, CommConfig given, Environment environment) {
        if (given.isSpare()) {
            throw new ConfigException("ask config.isMaster() before you start a master: this process is a spare"
                    + " (rank -1), and rank 0 is the master of its run");
        }
        RankClaim.take(given);
        CommConfig config = LaunchJoin.of(given, environment);
        LiveTimeWatch life = LaunchJoin.watch(given, config, environment);
        if (config.rendezvous() == null) {
            return open(mode, config, environment, null, life);
        }
        FileClaim claim = RendezvousFile.claim(config.rendezvous());
        boolean opened = false;
        try {
            MasterNode master = open(mode, config, environment, claim, life);
            opened = true;
            return master;
        } finally {
            if (!opened) {
                claim.close();
            }
        }
    }

    private static MasterNode open(
            TeamKind mode, CommConfig config, Environment environment, FileClaim claim, LiveTimeWatch life) {
        ValueCodec codec = ValueCodec.withSerializer(config);
        Transport transport = environment.openTransport(config);
        InetSocketAddress address;
        MasterMachine machine;
        try {
            address = MasterAddress.listen(transport, config);
            machine = new MasterMachine(
                    settings(mode, config, environment, address, Bytes.of(codec.fingerprint())), environment.entropy());
        } catch (RuntimeException | Error e) {
            transport.close();
            throw e;
        }
        LocalMembership membership = new LocalMembership();
        if (config.launchFiles().departures() != null) {
            membership.listen(written(new DepartureFile(config.launchFiles().departures()), environment));
        }
        MachineDriver plain = environment.driver("comm-master", machine, transport, config, membership::onNotice);
        MachineDriver driver = claim == null ? plain : new ClaimedDriver(plain, claim::close);
        if (config.meeting().isPresent()) {
            driver = new ClaimedDriver(driver, config.meeting().get()::close);
        }
        if (life != null) {
            life.start(rest -> plain.submit(new LiveTimeCall(rest)));
            driver = new ClaimedDriver(driver, life::close);
        }
        MembershipSession session = new MembershipSession(driver, codec, membership, config, environment.callbacks());
        boolean opened = false;
        try {
            MasterAddress.publish(address, config);
            Duration timeout = session.withSlack(config.timing().startup());
            membership.onJoined(session.call(new JoinCall(), timeout));
            opened = true;
            return new MasterNode(session, address);
        } finally {
            if (!opened) {
                driver.close();
            }
        }
    }

    private static Consumer<Notice> written(DepartureFile file, Environment environment) {
        return notice -> {
            if (notice instanceof Notice.ViewChanged changed
                    && !changed.departures().isEmpty()) {
                file.append(environment.wallClockMillis(), changed.departures());
            }
        };
    }

    private static MasterSettings settings(
            TeamKind mode, CommConfig config, Environment environment, InetSocketAddress address, Bytes fingerprint) {
        Entropy entropy = environment.entropy();
        RunId run =
                config.runId().equals(RunId.ANY) ? new RunId(entropy.nextLong(), entropy.nextLong()) : config.runId();
        long term = environment.wallClockMillis();
        return new MasterSettings(mode, config, run, term, entropy.nextLong(), address.getHostString(), fingerprint);
    }
}
