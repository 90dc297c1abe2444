/** Directions on the sphere, galactic coordinates, HEALPix pixels and the Mollweide projection. */
package dev.comm.examples.sky.geometry;
