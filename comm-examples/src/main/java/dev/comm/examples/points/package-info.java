/** A serializer of one's own, found and used by its name. */
package dev.comm.examples.points;
