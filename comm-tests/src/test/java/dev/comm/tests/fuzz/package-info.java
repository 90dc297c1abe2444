/**
 * Fuzz tests of everything that reads bytes or texts of others. In a build they run over their corpora, the folders
 * {@code *Inputs} beside them in the test resources; CONTRIBUTING says how to search for more.
 */
package dev.comm.tests.fuzz;
