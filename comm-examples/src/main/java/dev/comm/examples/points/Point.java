package dev.comm.examples.points;

/** A point in the plane. It is not serializable in any usual way, because it has a serializer of its own. */
record Point(double x, double y) {}
