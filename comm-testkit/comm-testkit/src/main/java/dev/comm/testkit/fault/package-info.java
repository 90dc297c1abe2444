/** Faults as data: what goes wrong and when, printed as text, read back from text, replayable without a seed. */
package dev.comm.testkit.fault;
