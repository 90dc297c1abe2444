package dev.comm.core.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.atLeast;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

import dev.comm.api.CommConfig;
import dev.comm.api.spi.Transport;
import dev.comm.core.machine.Call;
import dev.comm.core.machine.Event;
import dev.comm.core.machine.Machine;
import dev.comm.core.machine.Outbox;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mockito.ArgumentCaptor;

/** The machine connects to the address that the master has published in a file. */
class RendezvousConnectTest {
    @TempDir
    Path folder;

    private final Transport transport = mock();
    private final Connecting machine = new Connecting();

    @Test
    void withoutAnAddressAnAttemptFailsAndNobodyElseIsAsked() {
        DriverCore core = core(config().rendezvous(folder.resolve("master")).build());
        core.submit(new Attempt());
        core.submit(new Attempt());

        assertThat(connects()).isEmpty();
        assertThat(machine.endpoints).hasSize(2).doesNotHaveDuplicates();
        assertThat(machine.closed).extracting(Event.Closed::endpoint).containsExactlyElementsOf(machine.endpoints);
        assertThat(machine.closed)
                .allMatch(each -> each.cause() == Event.Closed.Reason.NOT_OPENED)
                .allMatch(each -> each.detail().contains("no master has published its address there yet"));
    }

    @Test
    void thePublishedAddressIsReadBeforeEachAttempt() {
        Path file = folder.resolve("master");
        DriverCore core = core(config().rendezvous(file).build());
        RendezvousFile.publish(file, new InetSocketAddress("127.0.0.1", 4711));
        core.submit(new Attempt());
        RendezvousFile.publish(file, new InetSocketAddress("127.0.0.1", 4712));
        core.submit(new Attempt());

        assertThat(connects()).containsExactly("127.0.0.1:4711", "127.0.0.1:4712");
        assertThat(machine.closed).isEmpty();
    }

    @Test
    void withoutARendezvousTheConfiguredAddressIsAsked() {
        core(config().build()).submit(new Attempt());

        assertThat(connects()).containsExactly("127.0.0.1:9021");
    }

    private static CommConfig.Builder config() {
        return CommConfig.builder().master("127.0.0.1:9021");
    }

    private DriverCore core(CommConfig config) {
        return new DriverCore(machine, transport, config, mock(Environment.class), notice -> {});
    }

    private List<String> connects() {
        ArgumentCaptor<InetSocketAddress> addresses = ArgumentCaptor.captor();
        verify(transport, atLeast(0)).connect(addresses.capture(), anyLong());
        return addresses.getAllValues().stream()
                .map(address -> address.getHostString() + ":" + address.getPort())
                .toList();
    }

    /** A call that requests a connection. */
    private static final class Attempt extends Call<Void> {}

    private static final class Connecting implements Machine {
        private final List<Integer> endpoints = new ArrayList<>();
        private final List<Event.Closed> closed = new ArrayList<>();

        @Override
        public void step(Event event, long nowNanos, Outbox out) {
            if (event instanceof Event.Submitted) {
                endpoints.add(out.connect(0, 1));
            } else if (event instanceof Event.Closed end) {
                closed.add(end);
            }
        }

        @Override
        public long nextDeadlineNanos() {
            return Long.MAX_VALUE;
        }
    }
}
