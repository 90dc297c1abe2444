/** What campaigns leave behind and where else their seeds are the same. */
package dev.comm.tests.campaign;
