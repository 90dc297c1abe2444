package dev.comm.testkit.live.member;

import dev.comm.testkit.Capability;
import dev.comm.testkit.Cluster;
import dev.comm.testkit.Engine;
import dev.comm.testkit.Member;
import dev.comm.testkit.Network;
import dev.comm.testkit.Run;
import dev.comm.testkit.engine.AbstractCluster;
import dev.comm.testkit.engine.Replay;
import dev.comm.testkit.live.ProcessCapabilities;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The cluster as one of its members sees it in its own process, where the scenario is played once more. This rank takes
 * its program from the scenario, and {@link #run} does not return. The process that started this process carries out
 * the planned faults.
 */
final class MemberCluster extends AbstractCluster<Cluster> {
    private final MemberProcess process;
    private final List<DistantMember> members;

    MemberCluster(MemberProcess process) {
        super(process.assignment().size() - 1, Replay.of(process.assignment().seed()));
        this.process = process;
        this.members = IntStream.range(0, size())
                .mapToObj(rank -> new DistantMember(rank, process))
                .toList();
    }

    @Override
    protected Cluster self() {
        return this;
    }

    @Override
    public Engine engine() {
        return Engine.PROCESS;
    }

    @Override
    public boolean can(Capability capability) {
        return ProcessCapabilities.supports(capability);
    }

    @Override
    public Member member(int rank) {
        return members.get(checkRank(rank));
    }

    @Override
    public List<? extends Member> nodes() {
        return members.subList(1, members.size());
    }

    @Override
    public Network network() {
        return new DistantNetwork(process);
    }

    @Override
    public Cluster at(Duration time, Runnable action) {
        return this;
    }

    @Override
    public void after(Duration delay, Runnable action) {
        // Planned actions happen in the process of the test.
    }

    @Override
    public Duration now() {
        return Duration.ofNanos(process.now());
    }

    @Override
    public void report(int rank, String key, Object value) {
        process.report(rank, key, value);
    }

    /** Runs the program of this rank, and ends the process. */
    @Override
    public Run runUnchecked() {
        int rank = process.assignment().rank();
        process.run(role(rank), config(rank, process::settings), body(rank));
        throw new IllegalStateException("the process goes on after its end");
    }
}
