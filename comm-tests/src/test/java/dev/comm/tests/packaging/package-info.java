/** What is packed and started: the script, the jars, the documents. */
package dev.comm.tests.packaging;
