/**
 * A parameter scan. Rank 0 distributes the parameters, every rank tries its share, and rank 0 collects the best
 * results.
 */
package dev.comm.examples.scan;
