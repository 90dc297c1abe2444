/** Requests and tasks from the program to the handler and back: a real master and real nodes over TCP. */
package dev.comm.tests.work;
