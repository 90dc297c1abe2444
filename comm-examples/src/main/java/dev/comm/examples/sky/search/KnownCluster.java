package dev.comm.examples.sky.search;

import dev.comm.examples.sky.geometry.Direction;

/**
 * An open cluster or association that is already known.
 *
 * @param name the name used on the map
 * @param position its J2000 centre
 * @param source where the position comes from
 */
public record KnownCluster(String name, Direction position, String source) {}
