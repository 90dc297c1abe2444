/** The drawing of the sky map. */
package dev.comm.examples.sky.map;
