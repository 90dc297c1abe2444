package dev.comm.bench.team;

import dev.comm.bench.Job;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jgroups.Address;
import org.jgroups.BytesMessage;
import org.jgroups.JChannel;
import org.jgroups.blocks.MessageDispatcher;
import org.jgroups.blocks.RequestOptions;
import org.jgroups.util.NameCache;
import org.jgroups.util.RspList;

/** A member with JGroups, its own stack for TCP, and its requests and responses. */
final class JGroupsTeam implements Team {
    private static final int PATIENCE_MILLIS = 60_000;
    private static final int IN_FLIGHT = 256;

    private final int members;
    private final int rank;
    private final JChannel channel;
    private final MessageDispatcher dispatcher;
    private byte[] given = new byte[0];

    private JGroupsTeam(int rank, int members, JChannel channel) {
        this.rank = rank;
        this.members = members;
        this.channel = channel;
        this.dispatcher =
                new MessageDispatcher(channel, message -> message.getLength() == 0 ? given : message.getArray());
    }

    static Team join(int rank, int members, int port) throws Exception {
        System.setProperty("jgroups.bind_addr", "127.0.0.1");
        System.setProperty("jgroups.bind_port", Integer.toString(port + rank));
        System.setProperty(
                "jgroups.tcpping.initial_hosts",
                IntStream.range(0, members)
                        .mapToObj(each -> "127.0.0.1[" + (port + each) + "]")
                        .collect(Collectors.joining(",")));
        JGroupsTeam team = new JGroupsTeam(rank, members, new JChannel("tcp.xml").name("m" + rank));
        team.channel.setDiscardOwnMessages(true);
        if (rank > 0) {
            // The first member creates the group, and later members find it.
            Patience.until(() -> reachable(port) ? Boolean.TRUE : null);
        }
        team.channel.connect("comm-bench-" + port);
        Patience.until(() -> team.channel.getView().size() == members ? team : null);
        return team;
    }

    private static boolean reachable(int port) throws Exception {
        try (Socket probe = new Socket("127.0.0.1", port)) {
            return probe.isConnected();
        }
    }

    @Override
    public Beat beat(Job job) {
        byte[] bytes = new byte[job.bytes()];
        given = bytes;
        if (rank > 0) {
            return new UntilTheEnd(() -> channel.getView().size() < members);
        }
        RequestOptions options = RequestOptions.SYNC().setTimeout(PATIENCE_MILLIS);
        Address first = address("m1");
        return switch (job.work()) {
            case ECHO -> () -> dispatcher.<byte[]>sendMessage(new BytesMessage(first, bytes), options);
            case COLLECT -> () -> collect(options);
            case TASKS -> () -> tasks(job, bytes, options);
            default -> throw new IllegalArgumentException(job.toString());
        };
    }

    private void collect(RequestOptions options) throws Exception {
        RspList<byte[]> all = dispatcher.castMessage(null, new BytesMessage(null, new byte[0]), options);
        if (all.numReceived() != members - 1) {
            throw new IllegalStateException("only " + all.numReceived() + " answered");
        }
    }

    private void tasks(Job job, byte[] bytes, RequestOptions options) throws Exception {
        Semaphore free = new Semaphore(IN_FLIGHT);
        for (int i = 0; i < job.count(); i++) {
            free.acquire();
            Address to = address("m" + (1 + i % (members - 1)));
            CompletableFuture<byte[]> answer = dispatcher.sendMessageWithFuture(new BytesMessage(to, bytes), options);
            answer.whenComplete((value, error) -> free.release());
        }
        free.acquire(IN_FLIGHT);
    }

    private Address address(String name) {
        return channel.getView().getMembers().stream()
                .filter(each -> name.equals(NameCache.get(each)))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        channel.close();
    }
}
