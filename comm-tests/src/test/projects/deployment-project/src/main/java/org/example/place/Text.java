package org.example.place;

import java.io.Serializable;

/** A value that needs the serializer. */
public record Text(String text) implements Serializable {}
