/**
 * Calls of every public method with every extreme argument. The call refuses the argument or has its effect, and the
 * run continues.
 */
package dev.comm.tests.arguments;
