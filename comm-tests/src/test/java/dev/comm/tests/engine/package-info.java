/** Scenarios of the test kit whose members are processes of their own. */
package dev.comm.tests.engine;
