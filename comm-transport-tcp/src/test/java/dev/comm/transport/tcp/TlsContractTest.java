package dev.comm.transport.tcp;

import dev.comm.testkit.contract.Certificates;
import dev.comm.testkit.contract.TransportContract;
import dev.comm.testkit.contract.TransportStage;

/** The contract of a transport, for encrypted connections. */
class TlsContractTest implements TransportContract {
    @Override
    public TransportStage stage() {
        return new TlsStage(Certificates.master());
    }
}
