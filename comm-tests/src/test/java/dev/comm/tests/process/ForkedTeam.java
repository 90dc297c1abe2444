package dev.comm.tests.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.core.driver.RendezvousFile;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** An SPMD team of real processes over loopback. Rank 0 publishes its port in a rendezvous file. */
final class ForkedTeam implements AutoCloseable {
    private final Path folder;
    private final int size;
    private final Map<String, String> environment = new TreeMap<>();
    private final List<String> jvmOptions = new ArrayList<>();
    private final List<String> masterOptions = new ArrayList<>();
    private final Map<Integer, ForkedMember> members = new TreeMap<>();
    private final List<ForkedMember> all = new ArrayList<>();

    private ForkedTeam(int size) {
        this.size = size;
        try {
            folder = Files.createTempDirectory("comm-team");
        } catch (IOException e) {
            throw new AssertionError("cannot create a folder for a team", e);
        }
    }

    /** Returns a team that is not started yet. The size includes rank 0. */
    static ForkedTeam of(int size) {
        return new ForkedTeam(size);
    }

    /** Adds an option of the JVM of each member. */
    ForkedTeam option(String option) {
        jvmOptions.add(option);
        return this;
    }

    /** Adds an option of the JVM of rank 0, after the options of all members. */
    ForkedTeam masterOption(String option) {
        masterOptions.add(option);
        return this;
    }

    /** Adds an environment variable of each member. */
    ForkedTeam environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Starts all ranks and waits until they have joined. */
    ForkedTeam start() {
        for (int rank = 0; rank < size; rank++) {
            launch(rank);
        }
        return awaitJoined();
    }

    ForkedTeam awaitJoined() {
        members.values().forEach(member -> member.await("JOINED"));
        return this;
    }

    /** Starts one rank, possibly again. */
    ForkedMember launch(int rank) {
        List<String> options = new ArrayList<>(jvmOptions);
        options.addAll(rank == 0 ? masterOptions : List.of());
        return add(rank, ForkedMember.start("rank " + rank, SpmdMember.class, environment(rank), options));
    }

    /** Starts one rank with another command, which understands the commands of {@link SpmdMember}. */
    ForkedMember launch(int rank, List<String> command) {
        return add(rank, ForkedMember.start("rank " + rank, environment(rank), command));
    }

    private Map<String, String> environment(int rank) {
        Map<String, String> env = new TreeMap<>(environment);
        env.put("COMM_RANK", Integer.toString(rank));
        env.put("COMM_SIZE", Integer.toString(size));
        env.put("COMM_RENDEZVOUS", folder.resolve("master").toString());
        env.put("COMM_BIND", "127.0.0.1:0");
        return env;
    }

    private ForkedMember add(int rank, ForkedMember member) {
        members.put(rank, member);
        all.add(member);
        return member;
    }

    ForkedMember at(int rank) {
        return members.get(rank);
    }

    /** Returns the address on which rank 0 listens. */
    InetSocketAddress master() {
        return RendezvousFile.read(folder.resolve("master")).get(0);
    }

    /** Sends a command to some ranks. */
    ForkedTeam tell(String command, int... ranks) {
        for (int rank : ranks) {
            at(rank).tell(command);
        }
        return this;
    }

    /**
     * Waits for the results of a command at some ranks, requires that all have the same verdict (B1), and returns it.
     */
    String agreed(String command, int... ranks) {
        String verdict = null;
        for (int rank : ranks) {
            String mine = at(rank).await("DONE " + command);
            String part = mine.replaceAll(" (values|value|crc)=.*", "").replace(" right", "");
            if (verdict != null) {
                assertThat(part).as("rank %d agrees on %s", rank, command).isEqualTo(verdict);
            }
            verdict = part;
        }
        return verdict;
    }

    /** Ends all members in order and requires exit code 0. */
    void exit(int... ranks) {
        for (int i = ranks.length - 1; i >= 0; i--) {
            at(ranks[i]).tell("exit");
        }
        for (int rank : ranks) {
            assertThat(at(rank).awaitExit())
                    .as("exit code of rank %d:%n%s", rank, at(rank).output())
                    .isZero();
        }
    }

    @Override
    public void close() {
        all.forEach(ForkedMember::close);
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            throw new AssertionError("cannot clean " + folder, e);
        }
    }
}
