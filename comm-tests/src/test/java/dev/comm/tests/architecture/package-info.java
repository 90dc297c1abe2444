/** The rules of the house, checked on classes and sources. */
package dev.comm.tests.architecture;
