/** Recorded sessions in which each byte is changed once and that are replayed to a live master. */
package dev.comm.tests.mutation;
