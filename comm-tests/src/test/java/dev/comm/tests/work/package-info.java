/** Tests of requests and tasks from the program to the handler and back, with a real master and real nodes over TCP. */
package dev.comm.tests.work;
