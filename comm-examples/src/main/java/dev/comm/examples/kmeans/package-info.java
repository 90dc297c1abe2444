/** The centres of clusters of points. */
package dev.comm.examples.kmeans;
