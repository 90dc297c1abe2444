/**
 * Simulated clusters as parameters of JUnit 5 tests; needs junit-jupiter-api, which the rest of the testkit does not.
 */
package dev.comm.testkit.junit;
