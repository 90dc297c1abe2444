package dev.comm.testkit.contract;

import dev.comm.api.spi.SerializerProvider;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apiguardian.api.API;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The promises of every serializer. The author of one implements three methods and inherits the tests:
 *
 * <pre>{@code
 * class CborSerializerTest implements SerializerContract {
 *     public SerializerProvider provider() {
 *         return new CborProvider();
 *     }
 *
 *     public List<Class<?>> types() {
 *         return List.of(Cell.class, Fit.class);        // as a user gives them to CommConfig.types
 *     }
 *
 *     public List<?> values() {
 *         return List.of(new Cell(1, "a"), new Fit(List.of(0.5, 1.5)), List.of(new Cell(2, "b")));
 *     }
 * }
 * }</pre>
 *
 * <p>The class needs a constructor without arguments, because one test starts it in another JVM. The core never hands
 * {@code null}, strings, boxed numbers, byte arrays or primitive arrays to a serializer as a whole value. So these need
 * not be among the values; inside of values they are usual.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@Timeout(300)
public interface SerializerContract {
    /** The provider under test. */
    SerializerProvider provider();

    /** The types that a user would declare, in this order. */
    List<Class<?>> types();

    /** Values of all kinds that it carries, made of the types and of the JDK's; equal ones in every JVM. */
    List<?> values();

    /** The type to read a value as: its class if that is a declared one, otherwise any. */
    default Class<?> readAs(Object value) {
        return types().contains(value.getClass()) ? value.getClass() : Object.class;
    }

    /** Whether a value that was read is as good as the one that was written. */
    default boolean same(Object written, Object read) {
        return Objects.deepEquals(written, read);
    }

    /** Whether equal values give equal bytes in one process. */
    default boolean isRepeatable() {
        return true;
    }

    /** A value of a type that is not declared, and that can be written where it is. */
    default Object undeclared() {
        return new Canary(7);
    }

    /** A value of this many levels, each inside of the one before; lists unless it is something else. */
    default Object nested(int levels) {
        List<Object> outermost = new ArrayList<>();
        for (int i = 1; i < levels; i++) {
            outermost = new ArrayList<>(List.of(outermost));
        }
        return outermost;
    }

    /** Memory that one read may take beside 64 bytes for each byte of the message. */
    default long slackBytes() {
        return 1 << 20;
    }

    /** Its provider is a service, and no other has its name. */
    @Test
    default void isFoundAsAServiceByItsName() {
        new RoundTrips(this).service();
    }

    /** The values come back as good as they were. */
    @Test
    default void valuesComeBackEqual() {
        new RoundTrips(this).equal();
    }

    /** A message may lie anywhere in a larger buffer, on the heap or not, writable or not. */
    @Test
    default void aMessageIsReadWithinItsBoundsWhereverItLies() {
        new RoundTrips(this).anywhere();
    }

    /** The memory of a message is used for something else after it was read. */
    @Test
    default void aValueIsIndependentOfTheBytesItWasReadFrom() {
        new RoundTrips(this).independent();
    }

    /** The same value gives the same bytes, from every instance. */
    @Test
    default void theSameValueGivesTheSameBytes() {
        new RoundTrips(this).repeatable();
    }

    /** One instance serves many threads. */
    @Test
    default void manyThreadsShareOneInstance() throws InterruptedException {
        new RoundTrips(this).threads();
    }

    /** Members are processes: another JVM reads the bytes, and has the same fingerprint. */
    @Test
    default void anotherJvmReadsTheBytesAndHasTheSameFingerprint(@TempDir Path folder) throws Exception {
        new OtherJvm(this).check(folder);
    }

    /** The fingerprint is equal for equal contexts and tells one set of types from another. */
    @Test
    default void theFingerprintTellsOneSetOfTypesFromAnother() {
        new RoundTrips(this).fingerprint();
    }

    /** The user is told the type, and the cure. */
    @Test
    default void anUndeclaredTypeIsNotWrittenAndTheErrorNamesItAndTheCure() {
        new Refusals(this).undeclaredWrite();
    }

    /** The receiver decides what a peer may send: nothing of another type is ever built. */
    @Test
    default void anUndeclaredTypeIsRefusedBeforeItIsBuilt() {
        new Refusals(this).undeclaredRead();
    }

    /** Every read names its type, and the result is one of these or an error that names it. */
    @Test
    default void aValueOfAnotherTypeIsRefusedByName() {
        new Refusals(this).otherType();
    }

    /** A message that ends too early is an error, wherever it ends. */
    @Test
    default void bytesCutAtAnyPlaceAreRefused() {
        new Refusals(this).cut();
    }

    /** A value takes all of its message. */
    @Test
    default void bytesAfterTheValueAreRefused() {
        new Refusals(this).followed();
    }

    /** The limit of the settings holds before anything is decoded. */
    @Test
    default void aMessageAboveTheLimitIsRefused() {
        new Refusals(this).tooLong();
    }

    /** The depth of the settings holds, independent of the sender's own. */
    @Test
    default void nestingBeyondTheLimitIsRefused() {
        new Refusals(this).tooDeep();
    }

    /** A chain of objects or a cycle is an error at worst, and no stack overflow. */
    @Test
    default void chainsAndCyclesAreErrorsAtWorst() {
        new Refusals(this).endless();
    }

    /** The user is told of a full disk or of a limit, not that the value is bad. */
    @Test
    default void aFailureOfTheTargetIsPassedOn() {
        new Refusals(this).brokenTarget();
    }

    /** Changed bytes give a value or an error of the expected kind, and the instance works on. */
    @Test
    default void changedBytesGiveAValueOrARefusal() {
        new HostileBytes(this).changed();
    }

    /** So do bytes without any sense. */
    @Test
    default void garbageGivesAValueOrARefusal() {
        new HostileBytes(this).garbage();
    }

    /** Few bytes cannot ask for much memory. */
    @Test
    default void fewBytesNeverTakeMuchMemory() {
        new HostileBytes(this).bombs();
    }
}
