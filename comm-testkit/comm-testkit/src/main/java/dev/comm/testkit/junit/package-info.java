/** Clusters as parameters of JUnit 5 tests; the only package of this module that needs junit-jupiter-api. */
package dev.comm.testkit.junit;
