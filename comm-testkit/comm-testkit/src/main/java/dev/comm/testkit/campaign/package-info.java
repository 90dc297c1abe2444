/** Campaigns, which play scenarios with many seeds, find the smallest case of a failure, and say how to repeat it. */
package dev.comm.testkit.campaign;
