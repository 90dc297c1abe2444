/** Clusters for tests, simulated or real, with members that crash on demand. */
package dev.comm.testkit;
