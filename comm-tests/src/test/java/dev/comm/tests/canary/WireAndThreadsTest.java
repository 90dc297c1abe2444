package dev.comm.tests.canary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.CommConfig;
import dev.comm.api.Communicator;
import dev.comm.api.Profile;
import dev.comm.api.spi.Serializer;
import dev.comm.api.spi.SerializerContext;
import dev.comm.api.spi.SerializerProvider;
import dev.comm.core.driver.DriverCore;
import dev.comm.serialization.java.JavaSerializerProvider;
import dev.comm.serialization.kryo.KryoSerializerProvider;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What goes over the wire beside values, and which threads read those. */
@Timeout(120)
class WireAndThreadsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Kryo, but it looks who calls. */
    private static final class Looking implements SerializerProvider {
        private final Set<String> places = new ConcurrentSkipListSet<>();

        @Override
        public String name() {
            return "looking";
        }

        @Override
        public Serializer create(SerializerContext context) {
            Serializer kryo = new KryoSerializerProvider().create(context);
            return new Serializer() {
                @Override
                public void write(Object value, OutputStream to) throws IOException {
                    look("write");
                    kryo.write(value, to);
                }

                @Override
                public <T> T read(ByteBuffer bytes, Class<T> type) throws IOException {
                    look("read");
                    return kryo.read(bytes, type);
                }

                @Override
                public byte[] fingerprint() {
                    return kryo.fingerprint();
                }
            };
        }

        private void look(String what) {
            places.add(what);
            StackWalker.getInstance().forEach(frame -> {
                String owner = frame.getClassName();
                if (owner.equals(DriverCore.class.getName())
                        || owner.endsWith("Machine")
                        || owner.contains("SelectLoop")) {
                    places.add(what + " within " + owner);
                }
            });
        }
    }

    private static CommConfig.Builder config(int rank, String address, SerializerProvider provider) {
        CommConfig.Builder builder = CommConfig.builder()
                .profile(Profile.LAN)
                .rank(rank)
                .size(2)
                .types(Kept.class)
                .providers(List.of(provider))
                .serializer(provider.name());
        return rank == 0 ? builder.bind(address) : builder.master(address);
    }

    private static void session(Communicator comm) {
        Kept mine = new Kept("from " + comm.rank());
        comm.barrier();
        comm.collect(mine);
        comm.allGather(mine);
        comm.distribute(() -> mine);
        comm.scatter(() -> List.of(mine, mine));
        comm.allReduce(mine, (a, b) -> new Kept(a.content() + "+" + b.content()));
        comm.send(1 - comm.rank(), mine);
        comm.receive(1 - comm.rank(), Kept.class, PATIENCE);
        comm.dup().barrier();
        comm.close();
    }

    /** A value may take a long time to read: the heartbeats of the process must not wait for it (SEC-20). */
    @Test
    void noSerializerIsEverCalledByADriver() throws Exception {
        Looking looking = new Looking();
        try (Scene scene = new Scene("kryo", false)) {
            String address = freeAddress();
            Future<?> master = scene.start(() -> {
                session(Communicator.join(config(0, address, looking).build()));
                return null;
            });
            session(Communicator.join(config(1, address, looking).build()));
            Scene.get(master);
        }
        assertThat(looking.places).containsExactlyInAnyOrder("read", "write");
    }

    private static String freeAddress() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return "127.0.0.1:" + free.getLocalPort();
        }
    }

    /** Java serialization is nowhere where it was not chosen, in particular not in what Comm says itself (SEC-06). */
    @Test
    void nothingOnTheWireIsJavaSerializationWhereAnotherSerializerWasChosen() throws Exception {
        assertThat(wire(new KryoSerializerProvider())).contains("434d02").doesNotContain("aced0005");
        assertThat(wire(new JavaSerializerProvider())).contains("434d02").contains("aced0005");
    }

    private static String wire(SerializerProvider provider) throws Exception {
        try (Scene scene = new Scene(provider.name(), false);
                Tap tap = new Tap(freeAddress())) {
            Future<?> master = scene.start(() -> {
                session(Communicator.join(config(0, tap.target(), provider).build()));
                return null;
            });
            session(Communicator.join(config(1, tap.address(), provider).build()));
            Scene.get(master);
            return tap.recorded();
        }
    }
}
