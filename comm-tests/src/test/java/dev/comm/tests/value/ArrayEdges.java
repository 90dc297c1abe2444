package dev.comm.tests.value;

import static dev.comm.tests.value.Edge.refusedBy;
import static dev.comm.tests.value.Edge.travels;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Arrays of all kinds of elements. */
final class ArrayEdges {
    private ArrayEdges() {}

    static Stream<Edge> all() {
        return Stream.of(primitives(), nested(), objects()).flatMap(each -> each);
    }

    private static Stream<Edge> primitives() {
        return Stream.of(
                travels("byte[]", () -> new byte[] {0, -1, 127, -128}),
                travels("boolean[]", () -> new boolean[] {true, false, true}),
                travels("char[]", () -> new char[] {'a', '\0', '\ud83d', '\uffff'}),
                travels("short[]", () -> new short[] {Short.MIN_VALUE, 0, Short.MAX_VALUE}),
                travels("int[]", () -> new int[] {Integer.MIN_VALUE, -1, 0, Integer.MAX_VALUE}),
                travels("long[]", () -> new long[] {Long.MIN_VALUE, -1, 0, Long.MAX_VALUE}),
                travels("float[]", () -> new float[] {-0f, Float.NaN, Float.MIN_VALUE, Float.NEGATIVE_INFINITY}),
                travels("double[]", () -> new double[] {-0.0, Double.NaN, Double.MAX_VALUE, Double.MIN_VALUE}),
                travels("empty byte[]", () -> new byte[0]),
                travels("empty boolean[]", () -> new boolean[0]),
                travels("empty char[]", () -> new char[0]),
                travels("empty int[]", () -> new int[0]),
                travels("empty double[]", () -> new double[0]),
                travels("a long int[]", () -> new int[100_001]),
                travels("a list of arrays", () -> List.of(new int[] {1}, new double[] {2}, new byte[0])));
    }

    private static Stream<Edge> nested() {
        return Stream.of(
                travels("byte[][]", () -> new byte[][] {{1}, {}, null}),
                travels("boolean[][]", () -> new boolean[][] {{true}}),
                travels("char[][]", () -> new char[][] {{'a'}}),
                travels("short[][]", () -> new short[][] {{1}}),
                travels("int[][]", () -> new int[][] {{1, 2}, {3}}),
                travels("long[][]", () -> new long[][] {{1}}),
                travels("float[][]", () -> new float[][] {{1}}),
                travels("double[][]", () -> new double[][] {{1}, null}),
                travels("double[][][]", () -> new double[][][] {{{1}}, {}}),
                travels("int[][][]", () -> new int[][][] {{{1}}, {}}),
                refusedBy("kryo", "int[][][][]", () -> new int[][][][] {{{{1}}}}),
                travels("Object[][]", () -> new Object[][] {{1, "a"}, {}}),
                travels("String[][]", () -> new String[][] {{"a"}, {null}}),
                Edge.refused("an array of nine dimensions", () -> new int[1][1][1][1][1][1][1][1][1]));
    }

    private static Stream<Edge> objects() {
        return Stream.of(
                travels("Object[]", () -> new Object[] {1, "a", null, new int[] {1}}),
                travels("String[]", () -> new String[] {"", null}),
                travels("Integer[]", () -> new Integer[] {1, null}),
                travels("Boolean[]", () -> new Boolean[] {true}),
                travels("Character[]", () -> new Character[] {'x'}),
                travels("Double[]", () -> new Double[] {-0.0}),
                travels("Number[]", () -> new Number[] {1, 2.0, 3L}),
                travels("UUID[]", () -> new UUID[] {new UUID(1, 2)}),
                travels("Instant[]", () -> new Instant[] {Instant.MAX}),
                travels("List[]", () -> new List<?>[] {List.of(1)}),
                travels("Map[]", () -> new Map<?, ?>[] {Map.of(1, 2)}),
                travels("Map.Entry[]", () -> new Map.Entry<?, ?>[] {Map.entry(1, 2)}),
                travels("Optional[]", () -> new Optional<?>[] {Optional.of(1), Optional.empty()}),
                travels("an array of a declared record", () -> new Own.Named[] {new Own.Named("a"), null}),
                travels("an array of a declared enum", () -> new Own.Unit[] {Own.Unit.FOOT}),
                travels("an array of a declared interface", () -> new Own.Shape[] {new Own.Circle(1)}));
    }
}
