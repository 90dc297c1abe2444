/** The same short scripts on simulated and on real connections, which must have the same reports. */
package dev.comm.tests.parity;
