/** Tests of the delivered parts: the script, the jars and the documents. */
package dev.comm.tests.packaging;
