/** A parameter scan: rank 0 reads the parameters, every rank tries its share, rank 0 collects the best. */
package dev.comm.examples.scan;
