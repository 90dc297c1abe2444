package dev.comm.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** The measurements of one trial, sorted. The {@link Unit} of the work gives the meaning of a number. */
public final class Samples {
    private final long[] nanos;

    /** Creates a sorted copy of the numbers, of which there must be at least one. */
    public Samples(long[] nanos) {
        if (nanos.length == 0) {
            throw new IllegalArgumentException("a trial has at least one sample");
        }
        this.nanos = nanos.clone();
        Arrays.sort(this.nanos);
    }

    /** Reads the output of {@link #write}, or lines with numbers of any other program. */
    public static Samples read(Path file) throws IOException {
        return new Samples(Files.readAllLines(file).stream()
                .filter(line -> !line.isBlank())
                .mapToLong(line -> Long.parseLong(line.strip()))
                .toArray());
    }

    /** Writes one number in each line. */
    public void write(Path file) throws IOException {
        Files.writeString(file, LongStream.of(nanos).mapToObj(Long::toString).collect(Collectors.joining("\n")));
    }

    /** Returns the median. */
    public double median() {
        return at(0.5);
    }

    /** Returns the 99th percentile. */
    public double p99() {
        return at(0.99);
    }

    /** Returns the number below which this share of the numbers lies. */
    private double at(double share) {
        return nanos[(int) Math.min(nanos.length - 1L, Math.round(Math.floor(nanos.length * share)))];
    }

    /** Returns the smallest number. */
    public double smallest() {
        return nanos[0];
    }

    /** Returns the largest number. */
    public double largest() {
        return nanos[nanos.length - 1];
    }

    /** Returns the number of measurements. */
    public int count() {
        return nanos.length;
    }
}
