/** A serializer of the program, which Comm finds by its name. */
package dev.comm.examples.points;
