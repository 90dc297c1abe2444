/** A simulated cluster with virtual time, whose nodes crash on demand. */
package dev.comm.testkit;
