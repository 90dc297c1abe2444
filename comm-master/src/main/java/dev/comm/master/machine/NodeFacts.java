package dev.comm.master.machine;

import java.util.List;

/**
 * What a node said of itself when it joined; it does not change in one life.
 *
 * @param host its host name, for people only
 * @param peer the address it came from, for people only
 * @param startMillis wall clock at its start, for people only
 * @param slots how many requests it works on at once, at least 1
 * @param labels what it announced for affinity
 */
record NodeFacts(String host, String peer, long startMillis, int slots, List<String> labels) {}
