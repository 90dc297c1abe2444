/**
 * A scan of the sky for point sources in the Hipparcos catalogue.
 *
 * <p>Every result is a pure function of a {@link dev.comm.examples.sky.model.SkyJob}: the same job gives the same bytes
 * on every machine, for any division of the work and any order of arrival.
 */
package dev.comm.examples.sky;
