package dev.comm.core.value;

import dev.comm.api.Elementwise;

/** The combination of {@code int} elements by an operator. One loop for each operator lets the JVM use vectors. */
final class IntElements {
    private IntElements() {}

    /**
     * Combines elements with further ones, and leaves the results in the place of the first.
     *
     * @param into first operands and results, from the index {@code at} on
     * @param more second operands, from index 0 on
     */
    static void combine(Elementwise operator, int[] into, int at, int[] more, int count) {
        switch (operator) {
            case SUM -> add(into, at, more, count);
            case PRODUCT -> multiply(into, at, more, count);
            case MIN -> min(into, at, more, count);
            case MAX -> max(into, at, more, count);
            case AND -> and(into, at, more, count);
            case OR -> or(into, at, more, count);
            case XOR -> xor(into, at, more, count);
        }
    }

    private static void add(int[] into, int at, int[] more, int count) {
        for (int i = 0; i < count; i++) {
            into[at + i] += more[i];
        }
    }

    private static void multiply(int[] into, int at, int[] more, int count) {
        for (int i = 0; i < count; i++) {
            into[at + i] *= more[i];
        }
    }

    private static void min(int[] into, int at, int[] more, int count) {
        for (int i = 0; i < count; i++) {
            into[at + i] = Math.min(into[at + i], more[i]);
        }
    }

    private static void max(int[] into, int at, int[] more, int count) {
        for (int i = 0; i < count; i++) {
            into[at + i] = Math.max(into[at + i], more[i]);
        }
    }

    private static void and(int[] into, int at, int[] more, int count) {
        for (int i = 0; i < count; i++) {
            into[at + i] &= more[i];
        }
    }

    private static void or(int[] into, int at, int[] more, int count) {
        for (int i = 0; i < count; i++) {
            into[at + i] |= more[i];
        }
    }

    private static void xor(int[] into, int at, int[] more, int count) {
        for (int i = 0; i < count; i++) {
            into[at + i] ^= more[i];
        }
    }
}
