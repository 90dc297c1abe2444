/** Who gets in, by which door, and what nobody gets to see. */
package dev.comm.tests.security;
