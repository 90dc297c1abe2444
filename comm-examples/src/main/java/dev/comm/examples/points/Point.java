package dev.comm.examples.points;

/** A place in the plane; not serializable in any usual way, because it has a serializer of its own. */
record Point(double x, double y) {}
