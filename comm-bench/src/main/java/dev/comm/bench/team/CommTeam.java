package dev.comm.bench.team;

import dev.comm.api.CommConfig;
import dev.comm.api.Communicator;
import dev.comm.bench.Job;
import dev.comm.bench.Work;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** A member with Comm's communicator. Requests and tasks have a master that serves. */
final class CommTeam implements Team {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final int rank;
    private final int members;
    private final int port;
    private final UnaryOperator<CommConfig.Builder> settings;
    private AutoCloseable role;

    private CommTeam(int rank, int members, int port, UnaryOperator<CommConfig.Builder> settings) {
        this.rank = rank;
        this.members = members;
        this.port = port;
        this.settings = settings;
    }

    /** Joins with default settings. */
    static CommTeam join(int rank, int members, int port) {
        return new CommTeam(rank, members, port, UnaryOperator.identity());
    }

    /** Joins with settings under which waiting calls sleep at once. */
    static CommTeam joinAsleep(int rank, int members, int port) {
        return new CommTeam(rank, members, port, builder -> builder.yieldTime(Duration.ZERO));
    }

    CommConfig.Builder config() {
        String address = "127.0.0.1:" + port;
        return settings.apply(CommConfig.builder()
                .rank(rank)
                .size(members)
                .bind(address)
                .master(address)
                .startupTimeout(PATIENCE));
    }

    @Override
    public Beat beat(Job job) throws Exception {
        return switch (job.work()) {
            case ECHO, TASKS, TASKS_ONE -> serving(job);
            default -> collective(job);
        };
    }

    private Beat serving(Job job) throws Exception {
        CommService service = CommService.open(
                job.work() == Work.TASKS_ONE ? config().credit(1).build() : config().build(), PATIENCE);
        role = service;
        return service.beat(job);
    }

    private Beat collective(Job job) {
        Communicator comm = Communicator.join(config().build());
        role = comm;
        byte[] bytes = new byte[job.bytes()];
        return switch (job.work()) {
            case BARRIER, CROWD_BARRIER, RELEASE, IDLE_HEAP, IDLE_LOAD -> comm::barrier;
            case EXCHANGE ->
                () -> comm.async().allGather(bytes).toCompletableFuture().get();
            case COLLECT -> Beat.after(comm::barrier, () -> comm.collect(bytes));
            case DISTRIBUTE -> Beat.after(comm::barrier, () -> comm.distribute(() -> bytes));
            case ALL_REDUCE -> () -> comm.allReduce(1L, Long::sum);
            case ONE_WAY -> oneWay(comm, job, bytes);
            default -> throw new IllegalArgumentException(job.toString());
        };
    }

    private static Beat oneWay(Communicator comm, Job job, byte[] bytes) {
        if (comm.rank() == 0) {
            return () -> {
                for (int i = 0; i < job.count(); i++) {
                    comm.send(1, bytes);
                }
                comm.receive(1, byte[].class, PATIENCE);
            };
        }
        return () -> {
            for (int i = 0; i < job.count(); i++) {
                comm.receive(0, byte[].class, PATIENCE);
            }
            comm.send(0, new byte[1]);
        };
    }

    @Override
    public void close() throws Exception {
        role.close();
    }
}
