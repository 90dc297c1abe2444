/** Fuzz tests of the texts of schedulers. They are in the package of the parsers, which are not public. */
package dev.comm.cluster;
