package dev.comm.tests.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.comm.serialization.java.JavaSerializerProvider;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;

/**
 * The Java serializer reads declared types only. The first byte of the input chooses the expected type, the rest is
 * read.
 */
@Tag("fuzz")
class JavaSerializerFuzzTest {
    private static final int ALLOCATED_EACH = 512;

    /**
     * The memory that the JDK allocates for the announcements of the first broken class: at most 32,767 fields, or
     * 65,535 interfaces of a proxy.
     */
    private static final int ANNOUNCED_BYTES = 384 << 10;

    /**
     * The memory for the hashes of shared objects. They may take a million steps, each of which creates an iterator.
     */
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

    /** Returns objects of declared types only, or refuses the bytes (SEC-04, SEC-22, SEC-26). */
    @FuzzTest(maxDuration = "30m")
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void onlyDeclaredTypesComeOutOfAnyBytes(byte[] input) {
        READER.read(input);
    }
}
