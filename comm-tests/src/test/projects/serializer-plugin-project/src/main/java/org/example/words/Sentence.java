package org.example.words;

import java.util.List;

/** Words without spaces in them. */
public record Sentence(List<String> words) {}
