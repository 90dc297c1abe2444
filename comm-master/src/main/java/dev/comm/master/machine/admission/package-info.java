/** Who gets in: handshakes, proofs, the rules of admission, and the ranks that newcomers get. */
package dev.comm.master.machine.admission;
