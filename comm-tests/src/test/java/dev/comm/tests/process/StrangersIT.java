package dev.comm.tests.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.CommConfig;
import dev.comm.master.MasterNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Strangers that find the port delay no member (L1, B10). */
class StrangersIT {
    @Test
    void l1_strangersOfAllKindsAtTheStartDelayNobody() throws IOException {
        try (ForkedCrew crew = ForkedCrew.of(0)) {
            List<Socket> strangers = strangers(crew.master());
            for (int rank = 1; rank <= 3; rank++) {
                crew.launch(rank, java.util.Map.of());
            }
            crew.master().awaitComputeNodes(3, Duration.ofSeconds(ForkedMember.PATIENCE_SECONDS));
            assertThat(crew.master().registry().entries().keySet()).containsExactly(1, 2, 3);
            assertThat(crew.master().sendRequest("echo", "x", String.class).all())
                    .hasSize(3);
            for (Socket stranger : strangers) {
                stranger.close();
            }
        }
    }

    private static List<Socket> strangers(MasterNode master) throws IOException {
        List<Socket> open = new ArrayList<>();
        byte[] noise = new byte[10_000];
        new Random(7).nextBytes(noise);
        for (int i = 0; i < 20; i++) {
            connect(master).close();
            open.add(connect(master));
            Socket web = connect(master);
            web.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            open.add(web);
            Socket random = connect(master);
            random.getOutputStream().write(noise);
            open.add(random);
            Socket halfOpen = connect(master);
            halfOpen.getOutputStream().write('C');
            halfOpen.shutdownOutput();
            open.add(halfOpen);
        }
        return open;
    }

    private static Socket connect(MasterNode master) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), master.address().getPort());
    }

    @Test
    void aPortThatIsTakenIsNamed() {
        try (ForkedCrew crew = ForkedCrew.of(0)) {
            int port = crew.master().address().getPort();
            CommConfig config = CommConfig.builder().bind("127.0.0.1:" + port).build();
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> MasterNode.listen(config))
                    .isInstanceOf(dev.comm.api.error.CommException.class)
                    .hasMessageContaining(Integer.toString(port));
        }
    }
}
