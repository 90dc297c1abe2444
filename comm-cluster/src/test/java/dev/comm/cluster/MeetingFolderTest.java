package dev.comm.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comm.api.error.ConfigException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeetingFolderTest {
    private static final List<Integer> PORTS = List.of(20_001, 20_002);

    @TempDir
    Path shared;

    private MeetingFolder rank(int rank, Team team) {
        return new MeetingFolder(shared.resolve("7.0.0"), rank == 0, team, PORTS);
    }

    private static Team hosts() {
        return new Team("n[0-1]", "n7", false);
    }

    private static InetSocketAddress address(String host, int port) throws IOException {
        return new InetSocketAddress(InetAddress.getByName(host), port);
    }

    @Test
    void rank0MakesASecretThatTheOthersRead() throws IOException {
        MeetingFolder node = rank(1, hosts());
        assertThat(node.secret()).isEmpty();
        assertThat(Files.exists(shared.resolve("7.0.0"))).isFalse();

        byte[] secret = rank(0, hosts()).secret().orElseThrow();

        assertThat(node.secret()).hasValueSatisfying(found -> assertThat(found).isEqualTo(secret));
        assertThat(permissions(shared.resolve("7.0.0"))).isEqualTo("rwx------");
        assertThat(permissions(shared.resolve("7.0.0/secret"))).isEqualTo("rw-------");
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void aFolderThatOthersReadIsRefused() throws IOException {
        Files.createDirectory(shared.resolve("7.0.0"));
        Files.setPosixFilePermissions(shared.resolve("7.0.0"), PosixFilePermissions.fromString("rwxr-xr-x"));

        assertThatThrownBy(() -> rank(0, hosts()).secret())
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("name a folder that all hosts see in COMM_SHARED")
                .hasMessageContaining("(rwxr-xr-x)");
    }

    @Test
    void anAddressTravelsAsNumbers() throws IOException {
        MeetingFolder node = rank(1, hosts());
        assertThat(node.look()).isEmpty();

        rank(0, hosts()).publish(address("10.77.0.10", 20_001));

        assertThat(node.look()).containsExactly(address("10.77.0.10", 20_001));
        assertThat(AddressLine.parse("n0:20001"))
                .as("a name may be a loopback address elsewhere")
                .isEmpty();
        assertThat(AddressLine.parse("[::1]:7")).contains(address("::1", 7));
        assertThat(AddressLine.parse("10.0.0.1:99999")).isEmpty();
    }

    @Test
    void aLoopbackAddressIsForOneHostOnly() throws IOException {
        InetSocketAddress hidden = address("127.0.1.1", 20_001);
        assertThatThrownBy(() -> rank(0, hosts()).publish(hidden))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("set COMM_BIND to an address that the other hosts reach");

        MeetingFolder here = rank(0, new Team("n0", "n0", true));
        here.publish(hidden);
        assertThat(here.listen())
                .allSatisfy(each ->
                        assertThat(each.getAddress().isLoopbackAddress()).isTrue());
        assertThat(here.look()).containsExactly(hidden);
    }

    @Test
    void withoutAFolderTheCandidatesAreEnough() throws IOException {
        Files.createFile(shared.resolve("file"));
        MeetingFolder master = new MeetingFolder(shared.resolve("file/7.0"), true, hosts(), PORTS);

        master.publish(address("10.77.0.10", 20_002));

        assertThat(rank(1, hosts()).candidates())
                .extracting(InetSocketAddress::getPort)
                .isEqualTo(PORTS);
        assertThatThrownBy(() -> master.publish(address("10.77.0.10", 5)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("no node can find port 5");
        assertThatThrownBy(master::secret).hasMessageContaining("nothing proves the identity of the tasks");
    }

    /** A child of rank 0 inherits its variables, and would replace the secret. */
    @Test
    void anotherProcessCannotBeRank0Too() throws IOException {
        MeetingFolder child = rank(0, hosts());
        new PrivateFolder(shared.resolve("7.0.0")).make();
        Files.createFile(shared.resolve("7.0.0/rank0"));

        assertThatThrownBy(child::secret)
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("set COMM_RANK, COMM_SIZE and COMM_MASTER for this process");
        assertThatThrownBy(() -> child.publish(address("10.77.0.10", 20_001)))
                .hasMessageContaining("another process is rank 0 of this run");
        child.close();
        assertThat(Files.exists(shared.resolve("7.0.0/rank0"))).isTrue();
    }

    /** A node may have read the secret for its next run before rank 0 has ended the last one. */
    @Test
    void theRunsOfAProcessHaveOneSecret() {
        MeetingFolder first = rank(0, hosts());
        byte[] secret = first.secret().orElseThrow();
        first.close();

        assertThat(rank(0, hosts()).secret())
                .hasValueSatisfying(again -> assertThat(again).isEqualTo(secret));
    }

    @Test
    void theEndRemovesTheFolder() throws IOException {
        MeetingFolder master = rank(0, hosts());
        master.secret();
        master.publish(address("10.77.0.10", 20_001));
        rank(1, hosts()).close();
        assertThat(Files.exists(shared.resolve("7.0.0/master"))).isTrue();

        master.close();

        assertThat(Files.exists(shared.resolve("7.0.0"))).isFalse();
    }
}
