/** Recorded sessions that are spoiled byte by byte and played to a live master. */
package dev.comm.tests.mutation;
