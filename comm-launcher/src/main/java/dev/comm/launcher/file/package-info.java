/** Private files and folders, and new secrets. */
package dev.comm.launcher.file;
