package org.example.fits;

/** What a compute node does for a request: the line of least squares. */
final class LineFit {
    private LineFit() {}

    static Line of(Points points) {
        if (points.x().length != points.y().length || points.x().length < 2) {
            throw new IllegalArgumentException("a line takes two points or more");
        }
        double n = points.x().length;
        double sumX = 0;
        double sumY = 0;
        double sumXx = 0;
        double sumXy = 0;
        for (int i = 0; i < n; i++) {
            sumX += points.x()[i];
            sumY += points.y()[i];
            sumXx += points.x()[i] * points.x()[i];
            sumXy += points.x()[i] * points.y()[i];
        }
        double slope = (n * sumXy - sumX * sumY) / (n * sumXx - sumX * sumX);
        return new Line(slope, (sumY - slope * sumX) / n);
    }
}
