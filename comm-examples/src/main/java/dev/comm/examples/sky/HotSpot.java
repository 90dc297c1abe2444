package dev.comm.examples.sky;

/**
 * A place where the sky is denser than the background.
 *
 * @param position the best position, on a sub-pixel
 * @param fit the best fit there
 */
record HotSpot(Direction position, Fit fit) {

    double ts() {
        return fit.ts();
    }

    double ns() {
        return fit.ns();
    }
}
