package dev.comm.tests.value;

import static dev.comm.tests.value.Edge.travels;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.stream.Stream;

/** Numbers, characters and booleans. */
final class NumberEdges {
    private NumberEdges() {}

    static Stream<Edge> all() {
        return Stream.of(boxes(), doubles(), big()).flatMap(each -> each);
    }

    private static Stream<Edge> boxes() {
        return Stream.of(
                travels("int 0", () -> 0),
                travels("int min", () -> Integer.MIN_VALUE),
                travels("int max", () -> Integer.MAX_VALUE),
                travels("long min", () -> Long.MIN_VALUE),
                travels("long max", () -> Long.MAX_VALUE),
                travels("long -1", () -> -1L),
                travels("short min", () -> Short.MIN_VALUE),
                travels("short max", () -> Short.MAX_VALUE),
                travels("byte min", () -> Byte.MIN_VALUE),
                travels("byte max", () -> Byte.MAX_VALUE),
                travels("char 0", () -> '\0'),
                travels("char max", () -> Character.MAX_VALUE),
                travels("char half surrogate", () -> '\ud83d'),
                travels("true", () -> true),
                travels("false", () -> false));
    }

    private static Stream<Edge> doubles() {
        return Stream.of(
                travels("double -0.0", () -> -0.0),
                travels("double NaN", () -> Double.NaN),
                travels("double NaN with a payload", () -> Double.longBitsToDouble(0x7ff8_dead_beef_0001L)),
                travels("double min", () -> Double.MIN_VALUE),
                travels("double max", () -> Double.MAX_VALUE),
                travels("double -infinity", () -> Double.NEGATIVE_INFINITY),
                travels("float -0.0", () -> -0.0f),
                travels("float NaN", () -> Float.NaN),
                travels("float NaN with a payload", () -> Float.intBitsToFloat(0x7fc0_beef)),
                travels("float min", () -> Float.MIN_VALUE),
                travels("float infinity", () -> Float.POSITIVE_INFINITY));
    }

    private static Stream<Edge> big() {
        return Stream.of(
                travels("BigInteger 0", () -> BigInteger.ZERO),
                travels("BigInteger -1", () -> BigInteger.ONE.negate()),
                travels("BigInteger 128", () -> BigInteger.valueOf(128)),
                travels("BigInteger -2^63", () -> BigInteger.valueOf(Long.MIN_VALUE)),
                travels("BigInteger 2^64-1", () -> BigInteger.TWO.pow(64).subtract(BigInteger.ONE)),
                travels("BigInteger 3^9999", () -> BigInteger.valueOf(3).pow(9_999)),
                travels("BigDecimal 1.0", () -> new BigDecimal("1.0")),
                travels("BigDecimal 1.00", () -> new BigDecimal("1.00")),
                travels("BigDecimal 0 of scale 7", () -> new BigDecimal("0E-7")),
                travels("BigDecimal 1E+9", () -> new BigDecimal("1E+9")),
                travels("BigDecimal of the least scale", () -> new BigDecimal(BigInteger.ONE, Integer.MIN_VALUE)),
                travels("BigDecimal of the largest scale", () -> new BigDecimal(BigInteger.TEN, Integer.MAX_VALUE)),
                travels("BigDecimal of 40 digits", () -> new BigDecimal("-1234567890123456789012345678901234567.890")),
                travels("MathContext unlimited", () -> MathContext.UNLIMITED),
                travels("MathContext 7 down", () -> new MathContext(7, RoundingMode.DOWN)),
                travels("RoundingMode", () -> RoundingMode.UNNECESSARY));
    }
}
