package dev.comm.testkit;

import dev.comm.testkit.history.Occurrence.Fault;
import dev.comm.testkit.sim.SimProcess;
import java.time.Duration;
import org.apiguardian.api.API;

/**
 * A member of a simulated cluster, and what can be done to it: at once from a planned action, or planned before the
 * run.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class SimMember {
    private final SimCluster cluster;
    private final int rank;
    private SimProcess process;
    private ProgramActor actor;

    SimMember(SimCluster cluster, int rank, SimProcess process) {
        this.cluster = cluster;
        this.rank = rank;
        this.process = process;
    }

    /** The rank that it is started as. */
    public int rank() {
        return rank;
    }

    SimProcess process() {
        return process;
    }

    ProgramActor actor() {
        return actor;
    }

    void runs(ProgramActor program) {
        actor = program;
    }

    /** Kills it now, as by SIGKILL: its kernel closes the connections. */
    public void crash() {
        if (!process.isCrashed()) {
            cluster.note(Fault.Kind.CRASH, process);
            process.crash();
        }
    }

    /** Kills it now together with its host: the others hear nothing. */
    public void vanish() {
        if (!process.isCrashed()) {
            cluster.note(Fault.Kind.VANISH, process);
            process.vanish();
        }
    }

    /** Stops it now, as by SIGSTOP. */
    public void freeze() {
        if (process.state() == SimProcess.State.RUNNING) {
            cluster.note(Fault.Kind.FREEZE, process);
            process.freeze();
        }
    }

    /** Stops it now for a while. */
    public void freeze(Duration length) {
        freeze();
        SimProcess frozen = process;
        cluster.thawDue(1);
        cluster.after(length, () -> {
            cluster.thawDue(-1);
            if (process == frozen) {
                thaw();
            }
        });
    }

    /** Lets it go on now. */
    public void thaw() {
        if (process.state() == SimProcess.State.FROZEN) {
            cluster.note(Fault.Kind.THAW, process);
            process.thaw();
        }
    }

    /** Starts its program again, now, in a new process; the old one is killed if it lives. */
    public void restart() {
        crash();
        process = cluster.newProcess(rank);
        cluster.launch(this);
    }

    /** Resets its connections to the master now. */
    public void cut() {
        cluster.note(Fault.Kind.CUT, process);
        cluster.network().cut(cluster.master().process, process);
    }

    /** From now on no byte passes between it and the master, both ways; nobody is told. */
    public void isolate() {
        deafen();
        mute();
    }

    /** From now on no byte of the master reaches it. */
    public void deafen() {
        cluster.note(Fault.Kind.BLOCK, process);
        cluster.network().block(cluster.master().process, process);
    }

    /** From now on no byte of it reaches the master. */
    public void mute() {
        cluster.note(Fault.Kind.BLOCK, process);
        cluster.network().block(process, cluster.master().process);
    }

    /** Bytes flow again, both ways. */
    public void reconnect() {
        cluster.note(Fault.Kind.OPEN, process);
        cluster.network().open(cluster.master().process, process);
        cluster.network().open(process, cluster.master().process);
    }

    /** Everything between it and the master takes longer from now on. */
    public void delay(Duration extra) {
        cluster.note(Fault.Kind.DELAY, process);
        cluster.network().delay(cluster.master().process, process, extra.toNanos());
        cluster.network().delay(process, cluster.master().process, extra.toNanos());
    }

    /** Plans a crash. */
    public void crashAt(Duration time) {
        cluster.at(time, this::crash);
    }

    /** Plans a crash at the first time it does a step. */
    public void crashAt(Step step) {
        at(step, 1, this::crash);
    }

    /** Plans a stop of some length. */
    public void freezeAt(Duration time, Duration length) {
        cluster.at(time, () -> freeze(length));
    }

    /** Plans a stop of some length at the first time it does a step. */
    public void freezeAt(Step step, Duration length) {
        at(step, 1, () -> freeze(length));
    }

    /** Plans an action for the n-th time that it does a step, counted from 1. */
    public void at(Step step, int occurrence, Runnable action) {
        cluster.steps().plan(process.number(), step, occurrence, action);
    }
}
