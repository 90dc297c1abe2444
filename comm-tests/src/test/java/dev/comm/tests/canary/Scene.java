package dev.comm.tests.canary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.CommConfig;
import dev.comm.api.Profile;
import dev.comm.api.protocol.Command;
import dev.comm.api.protocol.Content;
import dev.comm.api.protocol.FrameType;
import dev.comm.api.protocol.StreamCommand;
import dev.comm.api.spi.SerializerProvider;
import dev.comm.core.codec.FrameEncoder;
import dev.comm.core.codec.ValueForms;
import dev.comm.core.testing.Extent;
import dev.comm.testkit.contract.Certificates;
import dev.comm.tests.security.CarelessTls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What all tests with canaries share: one serializer, the bytes that are hostile to it, and a cage that listens. */
final class Scene implements AutoCloseable {
    private static final Map<String, List<byte[]>> BYTES = Cage.bytes();

    static {
        BYTES.put("points", BYTES.get("java")); // an example's: it has no types, only numbers
    }

    private final Cage cage = new Cage();
    private final ClassLoader before = Thread.currentThread().getContextClassLoader();
    private final String serializer;
    private final boolean encrypted;
    private final ExecutorService threads = Executors.newCachedThreadPool(body -> {
        Thread thread = new Thread(body, "canary-test");
        thread.setDaemon(true);
        return thread;
    });

    /** @param encrypted whether all speak TLS, the hostile peer with a certificate of its own */
    Scene(String serializer, boolean encrypted) {
        this.serializer = serializer;
        this.encrypted = encrypted;
        // Threads that start from here on inherit it.
        Thread.currentThread().setContextClassLoader(cage);
        Alarm.clear();
    }

    /** Every serializer that can be found: one without hostile bytes here fails the tests (R5). */
    static Stream<String> serializers() {
        return ServiceLoader.load(SerializerProvider.class).stream()
                .map(provider -> provider.get().name());
    }

    /** Those of Comm; what others make of bytes is theirs, as long as no canary wakes. */
    static Stream<String> ownSerializers() {
        return ServiceLoader.load(SerializerProvider.class).stream()
                .filter(provider -> provider.type().getName().startsWith("dev.comm.serialization."))
                .map(provider -> provider.get().name());
    }

    CommConfig.Builder config() {
        return CommConfig.builder()
                .profile(Profile.LAN)
                .timing(Profile.LAN.timing().toBuilder()
                        .handshake(Duration.ofMinutes(2)) // a busy machine is slow at TLS
                        .build())
                .tls(encrypted ? Certificates.master() : null)
                .serializer(serializer)
                .types(Kept.class)
                .loader(cage);
    }

    /** Returns the types of the frames that a hostile peer sends. With TLS, each build takes a twelfth of them. */
    List<FrameType> types() {
        int step = encrypted ? Extent.of(12, 1) : 1;
        return Arrays.stream(FrameType.values())
                .filter(type -> type.ordinal() % step == 0)
                .toList();
    }

    /** Connects as a hostile node. */
    RawPeer connect(InetSocketAddress master) throws IOException {
        return new RawPeer(
                encrypted
                        ? CarelessTls.connect(master, Certificates.node())
                        : new Socket(master.getAddress(), master.getPort()));
    }

    /** Opens the port of a hostile master. */
    ServerSocket listen() throws IOException {
        return encrypted
                ? CarelessTls.listen(Certificates.rsa())
                : new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    List<byte[]> bytes() {
        assertThat(BYTES).as("hostile bytes for each serializer").containsKey(serializer);
        return BYTES.get(serializer);
    }

    /** Some of the hostile bytes, for frames whose payload nobody reads. */
    List<byte[]> someBytes(FrameType type) {
        return bytes().subList(0, carries(type) ? 2 : 1);
    }

    static boolean carries(FrameType type) {
        return new Said(1, 1).of(type, Said.value(1)).content().hasPayload();
    }

    /** Sends a frame of the type with the bytes behind it; for the piece of a payload, also its beginning. */
    static void send(RawPeer peer, Said said, FrameType type, byte[] bytes) {
        if (type != FrameType.DATA) {
            peer.say(said.of(type, Said.value(bytes.length)), bytes);
            return;
        }
        Command note = said.of(FrameType.MESSAGE, Said.value(bytes.length));
        int half = bytes.length / 2;
        peer.say(frame(FrameEncoder.encode(note, 7, true, half), bytes, 0, half));
        peer.say(frame(
                FrameEncoder.encode(new StreamCommand.Data(), 7, false, bytes.length - half),
                bytes,
                half,
                bytes.length - half));
    }

    private static byte[] frame(ByteBuffer head, byte[] bytes, int from, int count) {
        ByteBuffer frame = ByteBuffer.allocate(head.remaining() + count);
        return frame.put(head).put(bytes, from, count).array();
    }

    /** A failed content whose description is hostile bytes. */
    static Content failed(int length) {
        return new Content(Content.Kind.FAILED, ValueForms.ERROR, length);
    }

    <T> Future<T> start(Callable<T> work) {
        return threads.submit(work);
    }

    static <T> T get(Future<T> future) throws Exception {
        return future.get(60, TimeUnit.SECONDS);
    }

    void requireSilence(String what) {
        assertThat(Alarm.rung()).as(what).isEmpty();
        assertThat(cage.asked()).as(what).isEmpty();
    }

    @Override
    public void close() {
        Thread.currentThread().setContextClassLoader(before);
        threads.shutdownNow();
    }
}
