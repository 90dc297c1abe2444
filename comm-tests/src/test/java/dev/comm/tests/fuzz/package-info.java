/**
 * Fuzz tests of all code that reads bytes or texts of others.
 *
 * <p>In a build they run over their corpora, which are the folders {@code *Inputs} beside them in the test resources.
 * CONTRIBUTING explains the search for more inputs.
 */
package dev.comm.tests.fuzz;
