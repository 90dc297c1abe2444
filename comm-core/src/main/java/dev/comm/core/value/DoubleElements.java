package dev.comm.core.value;

import dev.comm.api.Elementwise;

/** The combination of {@code double} elements by an operator. One loop for each operator lets the JVM use vectors. */
final class DoubleElements {
    private DoubleElements() {}

    /**
     * Combines elements with further ones, and leaves the results in the place of the first.
     *
     * @param into first operands and results, from the index {@code at} on
     * @param more second operands, from index 0 on
     */
    static void combine(Elementwise operator, double[] into, int at, double[] more, int count) {
        switch (operator) {
            case SUM -> add(into, at, more, count);
            case PRODUCT -> multiply(into, at, more, count);
            case MIN -> min(into, at, more, count);
            case MAX -> max(into, at, more, count);
            case AND, OR, XOR -> throw new IllegalArgumentException(operator + " needs whole numbers");
        }
    }

    private static void add(double[] into, int at, double[] more, int count) {
        for (int i = 0; i < count; i++) {
            into[at + i] += more[i];
        }
    }

    private static void multiply(double[] into, int at, double[] more, int count) {
        for (int i = 0; i < count; i++) {
            into[at + i] *= more[i];
        }
    }

    private static void min(double[] into, int at, double[] more, int count) {
        for (int i = 0; i < count; i++) {
            into[at + i] = Math.min(into[at + i], more[i]);
        }
    }

    private static void max(double[] into, int at, double[] more, int count) {
        for (int i = 0; i < count; i++) {
            into[at + i] = Math.max(into[at + i], more[i]);
        }
    }
}
