package dev.comm.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** The measurements of one trial, sorted; the {@link Unit} of its work gives the meaning of a number. */
public final class Samples {
    private final long[] nanos;

    /** A sorted copy; at least one. */
    public Samples(long[] nanos) {
        if (nanos.length == 0) {
            throw new IllegalArgumentException("a trial has at least one sample");
        }
        this.nanos = nanos.clone();
        Arrays.sort(this.nanos);
    }

    /** Reads the output of {@link #write}, or numbers in lines from any other program. */
    public static Samples read(Path file) throws IOException {
        return new Samples(Files.readAllLines(file).stream()
                .filter(line -> !line.isBlank())
                .mapToLong(line -> Long.parseLong(line.strip()))
                .toArray());
    }

    /** One number in each line. */
    public void write(Path file) throws IOException {
        Files.writeString(file, LongStream.of(nanos).mapToObj(Long::toString).collect(Collectors.joining("\n")));
    }

    /** The middle one. */
    public double median() {
        return at(0.5);
    }

    /** The one that a hundredth is above. */
    public double p99() {
        return at(0.99);
    }

    /** The one below which this share lies. */
    private double at(double share) {
        return nanos[(int) Math.min(nanos.length - 1L, Math.round(Math.floor(nanos.length * share)))];
    }

    /** The first. */
    public double smallest() {
        return nanos[0];
    }

    /** The last. */
    public double largest() {
        return nanos[nanos.length - 1];
    }

    /** How many there are. */
    public int count() {
        return nanos.length;
    }
}
