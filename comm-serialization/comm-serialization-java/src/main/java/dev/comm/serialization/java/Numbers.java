package dev.comm.serialization.java;

import java.util.Arrays;

/** A growing list of numbers. Its sums saturate instead of overflowing. */
final class Numbers {
    private long[] numbers = new long[64];

    long get(int index) {
        return numbers[index];
    }

    void set(int index, long value) {
        if (index >= numbers.length) {
            numbers = Arrays.copyOf(numbers, 2 * numbers.length);
        }
        numbers[index] = value;
    }

    void add(int index, long more) {
        numbers[index] = sum(numbers[index], more);
    }

    static long sum(long one, long other) {
        long sum = one + other;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }
}
