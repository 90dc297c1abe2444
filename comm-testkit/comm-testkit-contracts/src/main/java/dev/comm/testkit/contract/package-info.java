/**
 * The promises of every transport and every serializer, as JUnit 5 test interfaces for authors of plug-ins. Like the
 * package {@code junit} of the test kit, this package needs junit-jupiter-api.
 */
package dev.comm.testkit.contract;
