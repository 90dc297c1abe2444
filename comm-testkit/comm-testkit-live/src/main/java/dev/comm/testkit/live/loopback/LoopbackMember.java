package dev.comm.testkit.live.loopback;

import dev.comm.testkit.Capability;
import dev.comm.testkit.Engine;
import dev.comm.testkit.MissingCapability;
import dev.comm.testkit.Suspension;
import dev.comm.testkit.engine.AbstractMember;
import dev.comm.testkit.fault.Step;
import dev.comm.testkit.history.Occurrence.Fault;
import dev.comm.testkit.live.environment.RecordingEnvironment;
import dev.comm.testkit.live.proxy.FaultProxy;
import java.time.Duration;

/**
 * A member of a cluster in which all members share this JVM. See {@link RecordingEnvironment} for the differences
 * between a real process and such a member when it is killed or frozen. Guarded by the world.
 */
final class LoopbackMember extends AbstractMember {
    private static final String SHARED = "all members share the process of the test; the engine PROCESS can";

    private final LoopbackCluster cluster;
    private LoopbackProcess process;

    LoopbackMember(LoopbackCluster cluster, int rank) {
        super(cluster, rank);
        this.cluster = cluster;
    }

    LoopbackProcess process() {
        return process;
    }

    void process(LoopbackProcess next) {
        process = next;
    }

    @Override
    public boolean isRunning() {
        return cluster.isUnderWay() && process.isRunning();
    }

    @Override
    public void crash() {
        cluster.refuseIfOver();
        cluster.act(() -> die(Fault.Kind.CRASH));
    }

    @Override
    public void vanish() {
        cluster.refuseIfOver();
        cluster.act(() -> die(Fault.Kind.VANISH));
    }

    private void die(Fault.Kind how) {
        if (process.environment().isDead()) {
            return;
        }
        cluster.note(how, this);
        for (FaultProxy proxy : cluster.proxiesOf(rank())) {
            if (how == Fault.Kind.VANISH) {
                proxy.vanish();
            }
            if (rank() == 0 && how == Fault.Kind.VANISH) {
                proxy.silenceSoon();
            } else if (rank() == 0) {
                proxy.refuseSoon();
            }
        }
        process.environment().kill();
        cluster.world().interruptSoon(process);
    }

    @Override
    public void terminate() {
        throw new MissingCapability(Capability.TERMINATE, Engine.LOOPBACK, SHARED);
    }

    @Override
    public void halt(int status) {
        throw new MissingCapability(Capability.HALT, Engine.LOOPBACK, SHARED);
    }

    @Override
    public void exhaustMemory() {
        throw new MissingCapability(Capability.EXHAUST_MEMORY, Engine.LOOPBACK, SHARED);
    }

    @Override
    public void drift(double rate) {
        throw new MissingCapability(
                Capability.DRIFT, Engine.LOOPBACK, "all members share the clock of this machine; the engine SIM can");
    }

    @Override
    public void freeze() {
        cluster.refuseIfOver();
        cluster.act(() -> {
            if (!process.environment().isDead() && !process.environment().isFrozen()) {
                cluster.note(Fault.Kind.FREEZE, this);
                process.environment().freeze();
            }
        });
    }

    @Override
    public void freeze(Duration length) {
        cluster.refuseIfOver();
        cluster.act(() -> {
            freeze();
            LoopbackProcess frozen = process;
            cluster.after(length, () -> {
                if (process == frozen) {
                    thaw();
                }
            });
        });
    }

    @Override
    public void thaw() {
        cluster.refuseIfOver();
        cluster.act(() -> {
            if (process.environment().isFrozen()) {
                cluster.note(Fault.Kind.THAW, this);
                process.environment().thaw();
            }
        });
    }

    @Override
    public void restart() {
        cluster.refuseIfOver();
        cluster.act(() -> {
            die(Fault.Kind.CRASH);
            process = cluster.world().newProcess(rank());
            cluster.world().launch(this);
        });
    }

    @Override
    public void at(Step step, int occurrence, Runnable action) {
        Runnable planned = cluster.atStep(rank(), step, occurrence, action);
        cluster.act(() -> cluster.steps().plan(rank(), step, occurrence, planned));
    }

    @Override
    public Suspension suspendAt(Step step, int occurrence) {
        LoopbackSuspension suspension =
                new LoopbackSuspension(cluster, this, stop -> cluster.atStep(rank(), step, occurrence, stop));
        cluster.act(() -> cluster.steps().plan(rank(), step, occurrence, suspension.stop()));
        return suspension;
    }
}
