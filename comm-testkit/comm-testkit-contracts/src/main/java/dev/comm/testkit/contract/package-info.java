/**
 * What every transport and every serializer promises, as JUnit 5 test interfaces for those who write one; needs
 * junit-jupiter-api, as only the package {@code junit} does too.
 */
package dev.comm.testkit.contract;
