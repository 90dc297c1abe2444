package dev.comm.examples.sky.search;

import dev.comm.examples.sky.geometry.Direction;

/**
 * A position where the sky is denser than the background.
 *
 * @param position the best position, on a sub-pixel
 * @param fit the best fit at this position
 */
public record HotSpot(Direction position, Fit fit) {

    public double ts() {
        return fit.ts();
    }

    public double ns() {
        return fit.ns();
    }
}
