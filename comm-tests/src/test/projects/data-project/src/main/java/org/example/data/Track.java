package org.example.data;

import java.util.ArrayList;
import java.util.List;

/** A class with private fields. */
public final class Track {
    private final List<Point> points = new ArrayList<>();

    private Track() {}

    public static Track of(Point... points) {
        Track track = new Track();
        track.points.addAll(List.of(points));
        return track;
    }

    @Override
    public String toString() {
        return points.toString();
    }
}
