/** The contracts of the test kit, run on every plug-in that comes with Comm, and on some that are wrong. */
package dev.comm.tests.contract;
