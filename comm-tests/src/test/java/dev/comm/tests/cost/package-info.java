/**
 * What operations cost in things that can be counted, whatever the machine does meanwhile: allocated bytes, system
 * calls.
 */
package dev.comm.tests.cost;
