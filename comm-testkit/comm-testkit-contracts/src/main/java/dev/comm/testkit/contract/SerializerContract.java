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
 * The promises of every serializer. The author of a serializer implements three methods and inherits the tests:
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
    /** Returns the provider under test. */
    SerializerProvider provider();

    /** Returns the types that a user would declare, in this order. */
    List<Class<?>> types();

    /**
     * Returns values of all kinds that the serializer supports, made of the declared types and types of the JDK. The
     * values must be equal in every JVM.
     */
    List<?> values();

    /** Returns the type to read a value as, which is its class if that is a declared type, else {@code Object}. */
    default Class<?> readAs(Object value) {
        return types().contains(value.getClass()) ? value.getClass() : Object.class;
    }

    /** Returns whether a value that was read equals the value that was written. */
    default boolean same(Object written, Object read) {
        return Objects.deepEquals(written, read);
    }

    /** Returns whether equal values give equal bytes in one process. */
    default boolean isRepeatable() {
        return true;
    }

    /**
     * Returns a value of a type that is not declared, but that the serializer could write if the type were declared.
     */
    default Object undeclared() {
        return new Canary(7);
    }

    /** Returns a value with this number of levels, each inside of the level before. The default is a list of lists. */
    default Object nested(int levels) {
        List<Object> outermost = new ArrayList<>();
        for (int i = 1; i < levels; i++) {
            outermost = new ArrayList<>(List.of(outermost));
        }
        return outermost;
    }

    /** Returns the memory that one read may take in addition to 64 bytes for each byte of the message. */
    default long slackBytes() {
        return 1 << 20;
    }

    /** Checks that the provider is a service, and that no other provider has its name. */
    @Test
    default void isFoundAsAServiceByItsName() {
        new RoundTrips(this).service();
    }

    /** Checks that values that were written and read equal the original values. */
    @Test
    default void valuesComeBackEqual() {
        new RoundTrips(this).equal();
    }

    /** Checks that a message may lie anywhere in a larger buffer, on the heap or not, writable or not. */
    @Test
    default void aMessageIsReadWithinItsBoundsWhereverItLies() {
        new RoundTrips(this).anywhere();
    }

    /** Checks that a value does not depend on the memory of its message, which is used again after the read. */
    @Test
    default void aValueIsIndependentOfTheBytesItWasReadFrom() {
        new RoundTrips(this).independent();
    }

    /** Checks that the same value gives the same bytes, from every instance. */
    @Test
    default void theSameValueGivesTheSameBytes() {
        new RoundTrips(this).repeatable();
    }

    /** Checks that many threads can use one instance. */
    @Test
    default void manyThreadsShareOneInstance() throws InterruptedException {
        new RoundTrips(this).threads();
    }

    /** Checks that another JVM reads the bytes and has the same fingerprint, because members are processes. */
    @Test
    default void anotherJvmReadsTheBytesAndHasTheSameFingerprint(@TempDir Path folder) throws Exception {
        new OtherJvm(this).check(folder);
    }

    /** Checks that the fingerprint is equal for equal contexts and differs for another set of types. */
    @Test
    default void theFingerprintTellsOneSetOfTypesFromAnother() {
        new RoundTrips(this).fingerprint();
    }

    /** Checks that the error for an undeclared type names the type and the cure. */
    @Test
    default void anUndeclaredTypeIsNotWrittenAndTheErrorNamesItAndTheCure() {
        new Refusals(this).undeclaredWrite();
    }

    /**
     * Checks that no object of an undeclared type is built, because the receiver decides which types a peer may send.
     */
    @Test
    default void anUndeclaredTypeIsRefusedBeforeItIsBuilt() {
        new Refusals(this).undeclaredRead();
    }

    /** Checks that every read gives a value of the requested type, or an error that names the type. */
    @Test
    default void aValueOfAnotherTypeIsRefusedByName() {
        new Refusals(this).otherType();
    }

    /** Checks that a message that ends too early is an error, at every length. */
    @Test
    default void bytesCutAtAnyPlaceAreRefused() {
        new Refusals(this).cut();
    }

    /** Checks that a value has to use its whole message. */
    @Test
    default void bytesAfterTheValueAreRefused() {
        new Refusals(this).followed();
    }

    /** Checks that the size limit of the settings holds before anything is decoded. */
    @Test
    default void aMessageAboveTheLimitIsRefused() {
        new Refusals(this).tooLong();
    }

    /** Checks that the depth limit of the settings of the receiver holds, independent of the sender. */
    @Test
    default void nestingBeyondTheLimitIsRefused() {
        new Refusals(this).tooDeep();
    }

    /** Checks that a chain of objects or a cycle is at worst an error, and no stack overflow. */
    @Test
    default void chainsAndCyclesAreErrorsAtWorst() {
        new Refusals(this).endless();
    }

    /**
     * Checks that the error of a failed target, such as a full disk, reaches the user, and not an error that blames the
     * value.
     */
    @Test
    default void aFailureOfTheTargetIsPassedOn() {
        new Refusals(this).brokenTarget();
    }

    /**
     * Checks that changed bytes give a value or an error of the expected kind, and that the instance remains usable.
     */
    @Test
    default void changedBytesGiveAValueOrARefusal() {
        new HostileBytes(this).changed();
    }

    /** Checks that random bytes give a value or an error of the expected kind, and that the instance remains usable. */
    @Test
    default void garbageGivesAValueOrARefusal() {
        new HostileBytes(this).garbage();
    }

    /** Checks that a short message never takes much memory. */
    @Test
    default void fewBytesNeverTakeMuchMemory() {
        new HostileBytes(this).bombs();
    }
}
