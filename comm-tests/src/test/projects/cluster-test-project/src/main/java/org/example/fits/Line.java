package org.example.fits;

/** y = slope x + offset. */
record Line(double slope, double offset) {
    double at(double x) {
        return slope * x + offset;
    }
}
