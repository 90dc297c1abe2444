package dev.comm.transport.tcp;

import dev.comm.api.spi.TransportProvider;

class TcpTransportPromisesTest extends TransportPromises {
    @Override
    TransportProvider provider() {
        return new TcpTransportProvider();
    }
}
