/** The search for services, which the API, the core and the test kit share. Programs do not compile against it. */
package dev.comm.api.provider;
