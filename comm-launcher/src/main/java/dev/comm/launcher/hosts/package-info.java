/** The hosts of an allocation, and a check of them. */
package dev.comm.launcher.hosts;
