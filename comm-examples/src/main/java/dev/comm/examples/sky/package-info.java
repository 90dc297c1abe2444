/**
 * Scans the sky for point sources in the Hipparcos catalogue.
 *
 * <p>Everything here is a pure function of a {@link dev.comm.examples.sky.model.SkyJob}: the same job gives the same
 * bytes on every machine, whoever computes which part and in which order the parts arrive.
 */
package dev.comm.examples.sky;
