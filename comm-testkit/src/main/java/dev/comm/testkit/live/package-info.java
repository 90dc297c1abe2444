/** Engines with real sockets and real time, and the proxy through which a test spoils connections. */
package dev.comm.testkit.live;
