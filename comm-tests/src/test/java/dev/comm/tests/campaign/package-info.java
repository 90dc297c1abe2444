/** The files that campaigns write, and the other places in which their seeds give the same runs. */
package dev.comm.tests.campaign;
