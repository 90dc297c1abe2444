/**
 * Tests of this implementation with another one in Python, which was written from the document of the protocol alone.
 */
package dev.comm.tests.python;
