/** Clusters as parameters of JUnit 5 tests; needs junit-jupiter-api, as only the package of contracts does too. */
package dev.comm.testkit.junit;
