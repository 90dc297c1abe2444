package dev.comm.core.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comm.api.error.TransportException;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The file in which the master publishes its address. */
class RendezvousFileTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void whatIsPublishedIsRead(String host) throws IOException {
        Path file = folder.resolve("master");
        RendezvousFile.publish(file, new InetSocketAddress("127.0.0.1", 1));
        RendezvousFile.publish(file, new InetSocketAddress(host, 40_000));

        assertThat(RendezvousFile.read(file)).contains(new InetSocketAddress(host, 40_000));
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void aWildcardAddressIsNotPublished() {
        Path file = folder.resolve("master");
        RendezvousFile.publish(file, new InetSocketAddress("0.0.0.0", 7));

        assertThat(RendezvousFile.read(file)).isNotEmpty().allSatisfy(address -> {
            assertThat(address.getPort()).isEqualTo(7);
            assertThat(address.getAddress().isAnyLocalAddress()).isFalse();
        });
    }

    /** The name of the host may stand for a loopback address, and a host may have several networks. */
    @Test
    void aWildcardStandsForAllAddressesThatOtherHostsMayReach() throws IOException {
        Set<InetAddress> others = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(each -> each instanceof Inet4Address && !each.isLoopbackAddress() && !each.isLinkLocalAddress())
                .collect(Collectors.toSet());
        Path file = folder.resolve("master");

        RendezvousFile.publish(file, new InetSocketAddress("0.0.0.0", 7));

        Stream<InetAddress> published = RendezvousFile.read(file).stream().map(InetSocketAddress::getAddress);
        if (others.isEmpty()) {
            assertThat(published).containsExactly(InetAddress.getLoopbackAddress());
        } else {
            assertThat(published).containsAll(others).noneMatch(InetAddress::isLoopbackAddress);
        }
    }

    @Test
    void severalAddressesAreReadInTheirOrder() throws IOException {
        Path file = Files.writeString(folder.resolve("master"), "10.0.0.1:7\nx\n[::1]:7\n");

        assertThat(RendezvousFile.read(file))
                .containsExactly(new InetSocketAddress("10.0.0.1", 7), new InetSocketAddress("::1", 7));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "127.0.0.1", "127.0.0.1:", "127.0.0.1:0", "127.0.0.1:70000", "evil.example:80", "1.1.1.1:1 x"
            })
    void anythingElseIsNotAnAddress(String content) throws IOException {
        assertThat(RendezvousFile.read(Files.writeString(folder.resolve("master"), content)))
                .isEmpty();
    }

    @Test
    void aHugeOrMissingFileIsNotAnAddress() throws IOException {
        Path huge = Files.writeString(folder.resolve("huge"), "1".repeat(1 << 20));

        assertThat(RendezvousFile.read(huge)).isEmpty();
        assertThat(RendezvousFile.read(folder.resolve("none"))).isEmpty();
    }

    @Test
    void aLinkAtTheNameOfThePartIsReplacedAndNotFollowed() throws IOException {
        Path victim = Files.writeString(folder.resolve("victim"), "mine");
        Path file = folder.resolve("master");
        Path part = folder.resolve("master." + ProcessHandle.current().pid() + ".part");
        Files.createSymbolicLink(part, victim);

        RendezvousFile.publish(file, new InetSocketAddress("127.0.0.1", 40_000));

        assertThat(victim).hasContent("mine");
        assertThat(file).isRegularFile();
        assertThat(RendezvousFile.read(file)).contains(new InetSocketAddress("127.0.0.1", 40_000));
    }

    @Test
    void aFileThatCannotBeWrittenIsAnError() {
        assertThatThrownBy(
                        () -> RendezvousFile.publish(folder.resolve("none/at"), new InetSocketAddress("127.0.0.1", 1)))
                .isInstanceOf(TransportException.class)
                .hasMessageContaining("none/at");
    }
}
