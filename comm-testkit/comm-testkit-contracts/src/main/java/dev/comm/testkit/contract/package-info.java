/**
 * The promises of every transport and every serializer, as JUnit 5 test interfaces for authors of plug-ins; needs
 * junit-jupiter-api, as only the package {@code junit} does too.
 */
package dev.comm.testkit.contract;
