/** Faults as data, with kinds and times. They are printed as text, read back from text and replayed without a seed. */
package dev.comm.testkit.fault;
