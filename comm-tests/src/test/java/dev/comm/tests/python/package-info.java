/** Another implementation of the protocol, in Python and from the document alone, talks with this one. */
package dev.comm.tests.python;
