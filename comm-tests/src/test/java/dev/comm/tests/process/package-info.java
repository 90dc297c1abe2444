/**
 * Tests of real processes over real sockets, with faults that no simulation has, such as {@code kill -9} and
 * {@code SIGSTOP}.
 */
package dev.comm.tests.process;
