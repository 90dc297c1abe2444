/** Clusters as parameters of JUnit 5 tests. Only this package of the module needs junit-jupiter-api. */
package dev.comm.testkit.junit;
