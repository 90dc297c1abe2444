/**
 * Every public method with every extreme argument: it is refused at the call or has its effect, and the run goes on.
 */
package dev.comm.tests.arguments;
