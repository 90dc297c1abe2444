/** The part that all engines share, with the base of clusters and members and the runner of planned faults. */
package dev.comm.testkit.engine;
