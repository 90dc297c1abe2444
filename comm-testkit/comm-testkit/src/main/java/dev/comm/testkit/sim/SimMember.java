package dev.comm.testkit.sim;

import dev.comm.testkit.Capability;
import dev.comm.testkit.Engine;
import dev.comm.testkit.MissingCapability;
import dev.comm.testkit.Suspension;
import dev.comm.testkit.engine.AbstractMember;
import dev.comm.testkit.fault.Step;
import dev.comm.testkit.history.Occurrence.Fault;
import dev.comm.testkit.sim.process.SimProcess;
import java.time.Duration;
import org.apiguardian.api.API;

/** A member of a simulated cluster. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class SimMember extends AbstractMember {
    private final SimCluster cluster;
    private SimProcess process;
    private int lives = 1;
    private boolean started;

    SimMember(SimCluster cluster, int rank, SimProcess process) {
        super(cluster, rank);
        this.cluster = cluster;
        this.process = process;
    }

    @Override
    public boolean isRunning() {
        return started && process.state() == SimProcess.State.RUNNING;
    }

    SimProcess process() {
        return process;
    }

    void started() {
        started = true;
    }

    boolean isStarted() {
        return started;
    }

    @Override
    public void crash() {
        cluster.refuseIfOver();
        if (!process.isCrashed()) {
            cluster.note(Fault.Kind.CRASH, process);
            process.crash();
        }
    }

    @Override
    public void vanish() {
        cluster.refuseIfOver();
        if (!process.isCrashed()) {
            cluster.note(Fault.Kind.VANISH, process);
            process.vanish();
        }
    }

    @Override
    public void terminate() {
        cluster.refuseIfOver();
        if (!process.isCrashed()) {
            cluster.note(Fault.Kind.TERMINATE, process);
            process.terminate();
        }
    }

    /** Crashes the member, because the exit code of a simulated process is never read. */
    @Override
    public void halt(int status) {
        crash();
    }

    @Override
    public void exhaustMemory() {
        throw new MissingCapability(Capability.EXHAUST_MEMORY, Engine.SIM, "all members share the memory of the test");
    }

    @Override
    public void freeze() {
        cluster.refuseIfOver();
        if (process.freeze()) {
            cluster.note(Fault.Kind.FREEZE, process);
        }
    }

    @Override
    public void freeze(Duration length) {
        freeze();
        SimProcess frozen = process;
        cluster.after(length, () -> {
            if (process == frozen) {
                thaw();
            }
        });
    }

    @Override
    public void thaw() {
        cluster.refuseIfOver();
        if (process.state() == SimProcess.State.FROZEN) {
            cluster.note(Fault.Kind.THAW, process);
            process.thaw();
        }
    }

    @Override
    public void restart() {
        cluster.refuseIfOver();
        crash();
        lives++;
        process = cluster.successor(process, lives);
        cluster.launch(this);
    }

    @Override
    public void drift(double rate) {
        process.drift(rate);
    }

    @Override
    public void at(Step step, int occurrence, Runnable action) {
        cluster.steps().plan(rank(), step, occurrence, cluster.atStep(rank(), step, occurrence, action));
    }

    @Override
    public Suspension suspendAt(Step step, int occurrence) {
        SimSuspension suspension =
                new SimSuspension(this, cluster.steps(), stop -> cluster.atStep(rank(), step, occurrence, stop));
        cluster.steps().plan(rank(), step, occurrence, suspension.stop());
        return suspension;
    }
}
