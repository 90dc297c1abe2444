/** Faults as data: kinds and times, printed as text, read back from text, replayable without a seed. */
package dev.comm.testkit.fault;
