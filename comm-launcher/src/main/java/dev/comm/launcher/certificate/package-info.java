/** Certificates of a run or a site, made by the JDK's keytool. */
package dev.comm.launcher.certificate;
