/** Plays scenarios with many seeds, finds the smallest case of a failure, and says how to see it again. */
package dev.comm.testkit.campaign;
