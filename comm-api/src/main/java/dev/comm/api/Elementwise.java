package dev.comm.api;

import java.util.Locale;
import org.apiguardian.api.API;

/**
 * An operator that Comm knows, for {@link Communicator#reduce(Object, Elementwise)} and
 * {@link Communicator#allReduce(Object, Elementwise)}. It combines arrays of equal length element by element, and
 * numbers. Comm reads the elements from the received bytes, so it makes no object for an element.
 *
 * <p>Comm combines the values in rank order, as {@code ((v0 + v1) + v2) + v3}. So the bits of the result depend only on
 * the values of the surviving ranks, and all ranks get the same bits (R1). Values of type {@code int} and {@code long}
 * wrap as in Java. {@code NaN} stays {@code NaN}; its payload bits are not specified.
 *
 * <p>The table shows the types of the values. A {@link Slice} of one of these arrays is possible too; the result is
 * then written into the slice.
 *
 * <table>
 * <caption>Operators and types</caption>
 * <tr><th>operators</th><th>types</th></tr>
 * <tr><td>SUM, PRODUCT, MIN, MAX</td><td>{@code int[] long[] float[] double[] Integer Long Double}</td></tr>
 * <tr><td>AND, OR, XOR</td><td>{@code int[] long[] Integer Long Boolean}</td></tr>
 * </table>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Elementwise {
    /** The sum. The sum of negative zeros is a negative zero. */
    SUM,
    /** The product. */
    PRODUCT,
    /** The minimum as of {@link Math#min(double, double)}: one {@code NaN} gives {@code NaN}, and -0.0 is below 0.0. */
    MIN,
    /** The maximum as of {@link Math#max(double, double)}: one {@code NaN} gives {@code NaN}, and 0.0 is above -0.0. */
    MAX,
    /** The bits that all values have, or whether all are true. */
    AND,
    /** The bits that some value has, or whether one is true. */
    OR,
    /** The bits that an odd number of values have, or whether an odd number of values is true. */
    XOR;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** Returns the name of the operator on the wire and in messages, such as {@code sum}. */
    public String word() {
        return word;
    }

    /** Returns whether the operator combines single bits, so that it needs whole numbers or truth values. */
    public boolean isBitwise() {
        return this == AND || this == OR || this == XOR;
    }
}
