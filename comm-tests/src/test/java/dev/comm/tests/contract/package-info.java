/** The contracts of the test kit, run on every plug-in of Comm, and on plug-ins that are wrong on purpose. */
package dev.comm.tests.contract;
