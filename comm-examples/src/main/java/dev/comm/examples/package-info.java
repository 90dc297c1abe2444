/** Example programs whose results can be checked. */
package dev.comm.examples;
