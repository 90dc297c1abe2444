package dev.comm.tests.process;

import java.io.Serializable;

/** A declared value type of the tests. */
public record Sample(int rank, String text) implements Serializable {}
