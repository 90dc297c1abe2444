package dev.comm.tests.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.comm.serialization.java.JavaSerializerProvider;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;

/** Input: a byte that chooses the expected type, then what is read. */
@Tag("fuzz")
class JavaSerializerFuzzTest {
    private static final int ALLOCATED_EACH = 512;

    /**
     * The JDK makes room for all that the first broken class announces: at most 32,767 fields, or 65,535 interfaces of
     * a proxy.
     */
    private static final int ANNOUNCED_BYTES = 384 << 10;

    /** Hashing what is shared may take a million steps, each with an iterator that is garbage at once. */
    private static final long HASHED_BYTES = 64 << 20;

    private static final Reader READER = new Reader(new JavaSerializerProvider(), JavaSerializerFuzzTest::allowed);

    private static long allowed(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        boolean hashes = text.contains("Hash") || text.contains("CollSer");
        return Allocation.FREE_BYTES
                + ANNOUNCED_BYTES
                + (long) ALLOCATED_EACH * bytes.length
                + (hashes ? HASHED_BYTES : 0);
    }

    /** SEC-04, SEC-22, SEC-26. */
    @FuzzTest(maxDuration = "30m")
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void onlyDeclaredTypesComeOutOfAnyBytes(byte[] input) {
        READER.read(input);
    }
}
