/** Clusters for tests, simulated or real, whose members crash on demand. */
package dev.comm.testkit;
