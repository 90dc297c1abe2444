/** The search for clusters of stars: the likelihood, the hot spots, the trials and the known clusters. */
package dev.comm.examples.sky.search;
