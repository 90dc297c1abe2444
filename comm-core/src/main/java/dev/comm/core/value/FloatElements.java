package dev.comm.core.value;

import dev.comm.api.Elementwise;

/** The combination of {@code float} elements by an operator. One loop for each operator lets the JVM use vectors. */
final class FloatElements {
    private FloatElements() {}

    /**
     * Combines elements with further ones, and leaves the results in the place of the first.
     *
     * @param into first operands and results, from the index {@code at} on
     * @param more second operands, from index 0 on
     */
    static void combine(Elementwise operator, float[] into, int at, float[] more, int count) {
        switch (operator) {
            case SUM -> add(into, at, more, count);
            case PRODUCT -> multiply(into, at, more, count);
            case MIN -> min(into, at, more, count);
            case MAX -> max(into, at, more, count);
            case AND, OR, XOR -> throw new IllegalArgumentException(operator + " needs whole numbers");
        }
    }

    private static void add(float[] into, int at, float[] more, int count) {
        for (int i = 0; i < count; i++) {
            into[at + i] += more[i];
        }
    }

    private static void multiply(float[] into, int at, float[] more, int count) {
        for (int i = 0; i < count; i++) {
            into[at + i] *= more[i];
        }
    }

    private static void min(float[] into, int at, float[] more, int count) {
        for (int i = 0; i < count; i++) {
            into[at + i] = Math.min(into[at + i], more[i]);
        }
    }

    private static void max(float[] into, int at, float[] more, int count) {
        for (int i = 0; i < count; i++) {
            into[at + i] = Math.max(into[at + i], more[i]);
        }
    }
}
