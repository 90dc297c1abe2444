package dev.comm.examples.sky.search;

import dev.comm.examples.sky.geometry.Direction;

/**
 * An open cluster or association that is already known.
 *
 * @param name the name used on the map
 * @param position its J2000 centre
 * @param source the source of the position
 */
public record KnownCluster(String name, Direction position, String source) {}
