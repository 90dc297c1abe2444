/** The cost of operations in allocated bytes and system calls, which do not depend on the load of the machine. */
package dev.comm.tests.cost;
