package dev.comm.tests.contract;

import dev.comm.testkit.contract.TransportContract;
import dev.comm.testkit.contract.TransportStage;
import dev.comm.transport.tcp.TcpTransportProvider;

class TcpTransportContractTest implements TransportContract {
    @Override
    public TransportStage stage() {
        return TransportStage.of(new TcpTransportProvider());
    }
}
