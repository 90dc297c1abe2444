/** The interfaces of plug-ins: transports and serializers. */
package dev.comm.api.spi;
