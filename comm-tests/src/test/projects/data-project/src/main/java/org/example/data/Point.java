package org.example.data;

/** A record of a public package. */
public record Point(int x, int y) {}
