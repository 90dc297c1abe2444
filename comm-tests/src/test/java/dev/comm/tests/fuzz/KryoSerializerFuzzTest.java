package dev.comm.tests.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.comm.serialization.kryo.KryoSerializerProvider;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;

/**
 * The Kryo serializer reads declared types only. The first byte of the input chooses the expected type, the rest is
 * read.
 */
@Tag("fuzz")
class KryoSerializerFuzzTest {
    private static final int ALLOCATED_EACH = 512;

    private static final Reader READER = new Reader(
            new KryoSerializerProvider(), bytes -> Allocation.FREE_BYTES + (long) ALLOCATED_EACH * bytes.length);

    /** Returns objects of declared types only, or refuses the bytes (SEC-04, SEC-22, SEC-26). */
    @FuzzTest(maxDuration = "30m")
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void onlyDeclaredTypesComeOutOfAnyBytes(byte[] input) {
        READER.read(input);
    }
}
