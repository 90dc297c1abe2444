/** The rules for the code of Comm, checked on classes and sources. */
package dev.comm.tests.architecture;
