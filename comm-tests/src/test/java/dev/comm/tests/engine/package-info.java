/** Scenarios of the test kit in which each member is a process of its own. */
package dev.comm.tests.engine;
