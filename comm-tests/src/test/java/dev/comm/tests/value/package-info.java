/** Tests of values at the edges of their types. Each value arrives equal, or is refused at the sender. */
package dev.comm.tests.value;
