/** Admission of nodes: handshakes, proofs, the rules of admission, and the ranks of newcomers. */
package dev.comm.master.machine.admission;
