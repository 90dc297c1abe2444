/** The part that the engines with real sockets and real processes share. */
package dev.comm.testkit.live;
