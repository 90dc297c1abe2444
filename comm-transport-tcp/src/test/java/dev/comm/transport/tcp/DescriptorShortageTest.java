package dev.comm.transport.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.comm.api.spi.Transport;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;

@Timeout(120)
class DescriptorShortageTest {
    @Test
    void withoutDescriptorsThePollSleepsAndAcceptsAgainWhenThereAreSome() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String command = "ulimit -n 100; exec '" + java + "' -XX:TieredStopAtLevel=1 -cp '" + classPath() + "' "
                + DescriptorShortage.class.getName();
        Process child = new ProcessBuilder("/bin/sh", "-c", command)
                .redirectErrorStream(true)
                .start();
        try {
            String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(output).contains("served again", "too many open files in this process");
            int polls = Integer.parseInt(output.replaceAll("(?s).*polls (\\d+).*", "$1"));
            assertThat(polls).isLessThan(60);
        } finally {
            child.destroyForcibly();
        }
    }

    private static String classPath() {
        return Stream.of(
                        DescriptorShortage.class,
                        TcpTransport.class,
                        Transport.class,
                        Logger.class,
                        API.class,
                        Assertions.class)
                .map(DescriptorShortageTest::placeOf)
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String placeOf(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
