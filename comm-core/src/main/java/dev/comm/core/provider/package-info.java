/** The search for plug-ins by their names. */
package dev.comm.core.provider;
