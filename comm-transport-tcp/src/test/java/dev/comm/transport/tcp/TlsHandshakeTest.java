package dev.comm.transport.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.Tls;
import dev.comm.api.spi.Transport.CloseCause;
import dev.comm.testkit.contract.Certificates;
import dev.comm.transport.tcp.tls.PendingTlsHandshakes;
import dev.comm.transport.tcp.tls.TestEngines;
import dev.comm.transport.tcp.tls.TlsEngines;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The peers that TLS accepts, and the reports about refused peers (security.md 2.5). */
@Timeout(120)
class TlsHandshakeTest {
    private final List<Station> stations = new ArrayList<>();
    private final WarningsOf warnings = new WarningsOf(PendingTlsHandshakes.class);
    private Station master;
    private Station node;
    private int near;

    private Station station(TlsEngines engines) {
        Station station = new Station(new TcpTransport(Station.CONFIG, engines));
        stations.add(station);
        return station;
    }

    @AfterEach
    void closeAll() {
        stations.forEach(Station::close);
        warnings.close();
    }

    private void connect(TlsEngines ofMaster, TlsEngines ofNode) {
        master = station(ofMaster);
        node = station(ofNode);
        near = node.connect(master.listen());
    }

    private void awaitOpen() {
        Station.pump(() -> node.opened.contains(near) && !master.accepted.isEmpty(), master, node);
    }

    private String whyNotOpened() {
        Station.pump(() -> node.ends.containsKey(near), node, master);
        Station.End end = node.ends.get(near);
        assertThat(end.cause()).isEqualTo(CloseCause.NOT_OPENED);
        assertThat(node.opened).isEmpty();
        assertThat(end.detail()).startsWith("127.0.0.1:");
        awaitRefusal();
        return end.detail();
    }

    /** Returns the reason of a refused node. The node counts as connected until it reads the alert of the master. */
    private String whyRefused() {
        node.send(near, "hello");
        Station.pump(() -> node.ends.containsKey(near), node, master);
        assertThat(node.ends.get(near).cause()).isIn(CloseCause.RESET, CloseCause.NOT_OPENED);
        awaitRefusal();
        return node.ends.get(near).detail();
    }

    private void awaitRefusal() {
        Station.pump(() -> !warnings.messages().isEmpty(), master, node);
        assertThat(warnings.messages()).singleElement().asString().startsWith("Refused the connection from /127");
        assertThat(master.opened).isEmpty();
        assertThat(master.ends).isEmpty();
    }

    @Test
    void bothEndsKnowTheHashOfTheMastersCertificate() throws IOException, GeneralSecurityException {
        connect(TestEngines.of(Certificates.master()), TestEngines.of(Certificates.node()));
        awaitOpen();
        assertThat(node.bindings.get(near).toArray()).isEqualTo(hash(Certificates.master()));
        assertThat(master.bindings.get(master.firstAccepted())).isEqualTo(node.bindings.get(near));
    }

    /** Returns a hash of the certificate, of the same strength as the signature of the certificate. */
    private static byte[] hash(Tls tls) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(tls.certificate())) {
            X509Certificate certificate =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
            String strength = certificate.getSigAlgName().replaceAll("SHA(\\d+)with.*", "$1");
            return MessageDigest.getInstance("SHA-" + strength).digest(certificate.getEncoded());
        }
    }

    @Test
    void aResumedSessionHasTheSameBinding() {
        connect(TestEngines.of(Certificates.master()), TestEngines.of(Certificates.node()));
        awaitOpen();
        master.send(master.firstAccepted(), "read this, and the ticket");
        Station.pump(() -> node.receivedBytes > 0, master, node);
        int again = node.connect(master.address);
        Station.pump(() -> node.opened.contains(again) && master.accepted.size() == 2, master, node);
        assertThat(node.bindings.get(again)).isEqualTo(node.bindings.get(near));
        assertThat(master.bindings.get(master.accepted.get(1))).isEqualTo(node.bindings.get(near));
    }

    @Test
    void aMasterFromAnotherAuthorityIsNotTrusted() {
        connect(TestEngines.of(Certificates.strangeMaster()), TestEngines.of(Certificates.node()));
        assertThat(whyNotOpened()).contains("no authority that this side trusts");
    }

    @Test
    void aMasterWhoseCertificateHasExpiredIsNotTrusted() {
        connect(TestEngines.of(Certificates.expired()), TestEngines.of(Certificates.node()));
        assertThat(whyNotOpened()).contains("renew the peer's certificate: it has expired");
        // The JDK of the peer decides how precise its alert is.
        assertThat(warnings.messages().get(0))
                .containsAnyOf("refused this side's certificate", "renew this side's certificate");
    }

    @Test
    void aMasterWhoseCertificateIsNotValidYetIsNotTrusted() {
        connect(TestEngines.of(Certificates.notYetValid()), TestEngines.of(Certificates.node()));
        assertThat(whyNotOpened()).contains("not valid yet").contains("clocks");
    }

    @Test
    void aMasterWithAnothersNameIsNotTrusted() {
        connect(TestEngines.of(Certificates.wrongName()), TestEngines.of(Certificates.node()));
        assertThat(whyNotOpened()).contains("another name");
    }

    @Test
    void aNodeWithoutCertificateDoesNotGetIn() {
        connect(TestEngines.of(Certificates.master()), TestEngines.withoutCertificate(Certificates.node()));
        assertThat(whyRefused()).contains("certificate", "from an authority that");
        assertThat(warnings.messages().get(0)).contains("wants a certificate", "the connecting side gave none");
    }

    @Test
    void aNodeFromAnotherAuthorityDoesNotGetIn() {
        refused(Certificates.strangeNode(), "wants a certificate from an authority that it trusts");
    }

    @Test
    void aNodeWhoseCertificateHasExpiredDoesNotGetIn() {
        refused(Certificates.expiredNode(), "renew the peer's certificate: it has expired");
    }

    private void refused(Tls ofNode, String reason) {
        connect(TestEngines.of(Certificates.master()), TestEngines.of(ofNode));
        assertThat(whyRefused())
                .containsAnyOf("refused this side's certificate", "renew this side's certificate", "gave none");
        assertThat(warnings.messages().get(0)).contains(reason);
    }

    @Test
    void aNodeThatOffersAnOldTlsDoesNotGetIn() {
        connect(TestEngines.of(Certificates.master()), TestEngines.old(Certificates.node(), "TLSv1.2"));
        assertThat(whyNotOpened()).contains("does not offer TLS 1.3");
        assertThat(warnings.messages().get(0)).contains("does not offer TLS 1.3");
    }

    @Test
    void aMasterThatOffersAnOldTlsIsNotTalkedTo() {
        connect(TestEngines.old(Certificates.master(), "TLSv1.2"), TestEngines.of(Certificates.node()));
        assertThat(whyNotOpened()).contains("does not offer TLS 1.3");
    }

    @Test
    void whoeverGivesUpDuringTheHandshakeHearsOfItsOwnEnd() {
        connect(TestEngines.of(Certificates.master()), TestEngines.of(Certificates.node()));
        int other = node.connect(master.address);
        node.transport.poll(0, node);
        node.transport.abort(near);
        node.transport.finish(other);
        Station.pump(() -> node.ends.size() == 2 && !warnings.messages().isEmpty(), node, master);
        assertThat(node.ends.values()).extracting(Station.End::cause).containsOnly(CloseCause.LOCAL);
        assertThat(master.opened).isEmpty();
    }
}
