/**
 * What every transport and every serializer promises, as JUnit 5 test interfaces for those who write one; needs
 * junit-jupiter-api, which the rest of the testkit does not.
 */
package dev.comm.testkit.contract;
