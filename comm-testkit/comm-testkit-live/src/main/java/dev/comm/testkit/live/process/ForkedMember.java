package dev.comm.testkit.live.process;

import dev.comm.testkit.Capability;
import dev.comm.testkit.Suspension;
import dev.comm.testkit.engine.AbstractMember;
import dev.comm.testkit.fault.Step;
import dev.comm.testkit.history.Occurrence.Fault;
import dev.comm.testkit.live.ProcessCapabilities;
import java.time.Duration;

/** A member with a process of its own, as the process that started it sees it. */
final class ForkedMember extends AbstractMember {
    private final ProcessCluster cluster;
    private Fork fork;
    private boolean vanished;

    ForkedMember(ProcessCluster cluster, int rank) {
        super(cluster, rank);
        this.cluster = cluster;
    }

    void runs(Fork started) {
        fork = started;
        vanished = false;
    }

    @Override
    public boolean isRunning() {
        return isAlive() && !fork.isStopped();
    }

    private boolean isAlive() {
        cluster.running();
        return fork != null && fork.isAlive();
    }

    private void note(Fault.Kind kind) {
        cluster.running().fault(kind, rank());
    }

    @Override
    public void crash() {
        if (isAlive()) {
            note(Fault.Kind.CRASH);
            fork.kill();
        }
    }

    /** Stops the process for ever, and blocks the network from and to it, so that its kernel cannot answer. */
    @Override
    public void vanish() {
        ProcessCapabilities.need(Capability.VANISH, "a process can be stopped by POSIX only");
        if (isAlive()) {
            note(Fault.Kind.VANISH);
            vanished = true;
            fork.stop();
            cluster.running().silence(rank());
        }
    }

    @Override
    public void terminate() {
        if (isAlive()) {
            note(Fault.Kind.TERMINATE);
            fork.terminate();
        }
    }

    @Override
    public void halt(int status) {
        if (isAlive()) {
            note(Fault.Kind.CRASH);
            fork.tell("halt " + status);
        }
    }

    @Override
    public void exhaustMemory() {
        if (isAlive()) {
            note(Fault.Kind.EXHAUST_MEMORY);
            fork.tell("exhaust");
        }
    }

    @Override
    public void freeze() {
        ProcessCapabilities.need(Capability.FREEZE, "a process can be stopped by POSIX only");
        if (isRunning()) {
            note(Fault.Kind.FREEZE);
            fork.stop();
        }
    }

    @Override
    public void freeze(Duration length) {
        freeze();
        Fork frozen = fork;
        cluster.after(length, () -> {
            if (fork == frozen) {
                thaw();
            }
        });
    }

    @Override
    public void thaw() {
        if (isAlive() && fork.isStopped() && !vanished) {
            note(Fault.Kind.THAW);
            fork.goOn();
        }
    }

    @Override
    public void restart() {
        crash();
        cluster.running().launch(this);
    }

    @Override
    public void drift(double rate) {
        ProcessCapabilities.need(Capability.DRIFT, "all processes of a host have its clock");
    }

    @Override
    public void at(Step step, int occurrence, Runnable action) {
        plan(step, occurrence, action);
    }

    private Plans.Plan plan(Step step, int occurrence, Runnable action) {
        Runnable planned = cluster.atStep(rank(), step, occurrence, action);
        Plans.Plan plan = cluster.plans().add(rank(), step, occurrence, planned);
        if (fork != null && fork.isAlive()) {
            fork.tell("watch " + plan.number() + " " + step + " " + occurrence);
        }
        return plan;
    }

    @Override
    public Suspension suspendAt(Step step, int occurrence) {
        ProcessCapabilities.need(Capability.SUSPENSION, "a process can be stopped by POSIX only");
        return new StopAtStep(step, occurrence);
    }

    /** A suspension that stops the process at the step, as by SIGSTOP. */
    private final class StopAtStep implements Suspension {
        private final Plans.Plan plan;
        private boolean reached;

        StopAtStep(Step step, int occurrence) {
            plan = plan(step, occurrence, this::stop);
        }

        private void stop() {
            reached = true;
            freeze();
        }

        @Override
        public boolean isReached() {
            return reached;
        }

        @Override
        public void resume() {
            if (reached) {
                thaw();
            } else {
                cluster.plans().forget(plan);
            }
        }
    }
}
