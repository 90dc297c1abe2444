/** The same short scripts against simulated and real connections, which have to tell the same. */
package dev.comm.tests.parity;
