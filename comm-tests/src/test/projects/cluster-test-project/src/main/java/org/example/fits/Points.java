package org.example.fits;

/** Points to which a line is fitted. */
record Points(double[] x, double[] y) {}
