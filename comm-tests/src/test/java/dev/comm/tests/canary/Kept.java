package dev.comm.tests.canary;

import java.io.Serializable;

/** What the programs of these tests declare and may receive; it has room for anything. */
public record Kept(Object content) implements Serializable {}
