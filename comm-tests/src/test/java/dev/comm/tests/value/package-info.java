/** Values at the edges of their types: each arrives equal, or is refused where it is written. */
package dev.comm.tests.value;
