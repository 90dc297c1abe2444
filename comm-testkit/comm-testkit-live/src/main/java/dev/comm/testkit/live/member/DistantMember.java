package dev.comm.testkit.live.member;

import dev.comm.testkit.Capability;
import dev.comm.testkit.Engine;
import dev.comm.testkit.Member;
import dev.comm.testkit.MissingCapability;
import dev.comm.testkit.Suspension;
import dev.comm.testkit.fault.Fault;
import dev.comm.testkit.fault.Step;
import java.time.Duration;

/**
 * A member as a program in another process sees it. The process of the test carries out every action that the program
 * requests. Before the run this object does nothing, because the test process plays the same line and plans the action.
 */
final class DistantMember implements Member {
    private final int rank;
    private final MemberProcess process;

    DistantMember(int rank, MemberProcess process) {
        this.rank = rank;
        this.process = process;
    }

    private void ask(Fault fault) {
        process.ask(fault);
    }

    private void refuse(Capability capability) {
        if (process.isRunning()) {
            throw new MissingCapability(
                    capability, Engine.PROCESS, "a program cannot do it from its own process; plan it as an action");
        }
    }

    @Override
    public int rank() {
        return rank;
    }

    @Override
    public boolean isRunning() {
        if (rank != process.assignment().rank()) {
            refuse(Capability.STEPS);
        }
        return process.isRunning();
    }

    @Override
    public void crash() {
        ask(new Fault.Crash(rank));
    }

    @Override
    public void vanish() {
        ask(new Fault.Vanish(rank));
    }

    @Override
    public void terminate() {
        ask(new Fault.Terminate(rank));
    }

    @Override
    public void halt(int status) {
        ask(new Fault.Halt(rank, status));
    }

    @Override
    public void exhaustMemory() {
        ask(new Fault.ExhaustMemory(rank));
    }

    @Override
    public void freeze() {
        refuse(Capability.FREEZE);
    }

    @Override
    public void freeze(Duration length) {
        ask(new Fault.Freeze(rank, length));
    }

    @Override
    public void thaw() {
        refuse(Capability.FREEZE);
    }

    @Override
    public void restart() {
        ask(new Fault.Restart(rank, Duration.ZERO));
    }

    @Override
    public void drift(double rate) {
        ask(new Fault.Drift(rank, rate));
    }

    @Override
    public void cut() {
        ask(new Fault.Cut(rank));
    }

    @Override
    public void deafen() {
        refuse(Capability.BLOCK);
    }

    @Override
    public void mute() {
        refuse(Capability.BLOCK);
    }

    @Override
    public void reconnect() {
        refuse(Capability.BLOCK);
    }

    @Override
    public void delay(Duration extra) {
        refuse(Capability.DELAY);
    }

    @Override
    public void at(Duration time, Runnable action) {
        refuse(Capability.STEPS);
    }

    @Override
    public void at(Step step, int occurrence, Runnable action) {
        refuse(Capability.STEPS);
    }

    @Override
    public Suspension suspendAt(Step step, int occurrence) {
        refuse(Capability.SUSPENSION);
        return new NeverReached();
    }

    /** A suspension that does nothing, because the suspension in the process of the test is the real one. */
    private static final class NeverReached implements Suspension {
        @Override
        public boolean isReached() {
            return false;
        }

        @Override
        public void resume() {
            // No member is stopped in this process.
        }
    }
}
