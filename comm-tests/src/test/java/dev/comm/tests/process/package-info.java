/** Real processes over real sockets: what only reality has, such as {@code kill -9} and {@code SIGSTOP}. */
package dev.comm.tests.process;
