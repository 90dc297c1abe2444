package dev.comm.testkit.contract;

import dev.comm.api.CommConfig;
import dev.comm.api.spi.SerializerProvider;
import dev.comm.core.provider.Providers;
import dev.comm.testkit.contract.SerializerTrial.Sample;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/** The tests with good values. */
final class RoundTrips {
    private static final int THREADS = 8;
    private static final int TURNS = 20;
    private static final int AROUND = 10;

    private final SerializerContract author;
    private final SerializerTrial trial;

    RoundTrips(SerializerContract author) {
        this.author = author;
        trial = new SerializerTrial(author);
    }

    void service() {
        SerializerProvider own = author.provider();
        SerializerProvider found = Providers.find(
                SerializerProvider.class, own.name(), CommConfig.builder().build());
        Claim.that(
                found.getClass() == own.getClass(),
                "the service of the name '%s' is %s; list %s in META-INF/services/%s, or provide it in module-info",
                own.name(),
                found.getClass().getName(),
                own.getClass().getName(),
                SerializerProvider.class.getName());
    }

    void equal() {
        for (Sample sample : trial.samples()) {
            requireSame(sample, trial.read(sample.bytes(), sample.type()), "read back");
        }
    }

    private void requireSame(Sample sample, Object copy, String how) {
        Claim.that(
                author.same(sample.value(), copy),
                "%s, %s, is not the same but a %s",
                sample,
                how,
                SerializerTrial.name(copy));
    }

    void anywhere() {
        for (Sample sample : trial.samples()) {
            byte[] bytes = sample.bytes();
            ByteBuffer heap = surrounded(ByteBuffer.allocate(bytes.length + 2 * AROUND), bytes);
            ByteBuffer direct = surrounded(ByteBuffer.allocateDirect(bytes.length + 2 * AROUND), bytes);
            List<ByteBuffer> places = List.of(
                    heap,
                    heap.slice(),
                    heap.asReadOnlyBuffer(),
                    direct,
                    direct.slice().asReadOnlyBuffer());
            for (ByteBuffer place : places) {
                requireSame(sample, trial.read(place.duplicate(), sample.type()), "read from " + place);
            }
        }
    }

    /** Between others that would be good messages too. */
    private static ByteBuffer surrounded(ByteBuffer room, byte[] bytes) {
        byte[] neighbour = Arrays.copyOf(bytes, AROUND);
        room.put(neighbour).put(bytes).put(neighbour);
        return room.position(AROUND).limit(AROUND + bytes.length);
    }

    void independent() {
        for (Sample sample : trial.samples()) {
            byte[] bytes = sample.bytes().clone();
            Object copy = trial.read(bytes, sample.type());
            Claim.that(Arrays.equals(bytes, sample.bytes()), "reading %s changes its bytes", sample);
            Arrays.fill(bytes, (byte) 0);
            requireSame(sample, copy, "after its bytes were overwritten");
        }
    }

    void repeatable() {
        Claim.possible(author.isRepeatable(), "the author does not promise equal bytes for equal values");
        SerializerTrial other = trial.again();
        for (Sample sample : trial.samples()) {
            Claim.that(Arrays.equals(trial.write(sample.value()), sample.bytes()), "%s differs at once", sample);
            Claim.that(
                    Arrays.equals(other.write(sample.value()), sample.bytes()),
                    "%s differs between two instances of one context",
                    sample);
        }
    }

    void threads() throws InterruptedException {
        List<Sample> samples = trial.samples().stream()
                .filter(sample -> sample.bytes().length < 10_000)
                .toList();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Thread thread = new Thread(() -> turns(samples, start), "contract-" + i);
            thread.setUncaughtExceptionHandler((t, e) -> failure.compareAndSet(null, e));
            thread.start();
            threads.add(thread);
        }
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        if (failure.get() != null) {
            throw Claim.broken(
                    failure.get(), "with %d threads: %s", THREADS, failure.get().getMessage());
        }
    }

    private void turns(List<Sample> samples, CountDownLatch start) {
        awaitQuietly(start);
        for (int turn = 0; turn < TURNS; turn++) {
            for (Sample sample : samples) {
                Object copy = trial.read(trial.write(sample.value()), sample.type());
                requireSame(sample, copy, "written and read beside other threads");
            }
        }
    }

    private static void awaitQuietly(CountDownLatch start) {
        try {
            start.await();
        } catch (InterruptedException e) {
            throw Claim.broken(e, "interrupted before the start");
        }
    }

    void fingerprint() {
        byte[] own = trial.serializer().fingerprint();
        Claim.that(Arrays.equals(own, trial.serializer().fingerprint()), "the fingerprint changes from call to call");
        Claim.that(
                Arrays.equals(own, trial.again().serializer().fingerprint()),
                "two serializers of one context have different fingerprints");
        List<Class<?>> more = new ArrayList<>(author.types());
        more.add(author.undeclared().getClass());
        Claim.that(
                !Arrays.equals(own, trial.withTypes(more).serializer().fingerprint()),
                "one more type leaves the fingerprint as it is: members that differ would not notice");
        byte[] before = own.clone();
        Arrays.fill(own, (byte) 0);
        Claim.that(
                Arrays.equals(before, trial.serializer().fingerprint()),
                "whoever changes the array that fingerprint() returned changes the fingerprint");
    }
}
