package dev.comm.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comm.api.Tls;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.List;
import org.junit.jupiter.api.Test;

class CertificatesTest {
    private static X509Certificate read(Path file) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(file)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    @Test
    void aMastersCertificateNamesThisMachineAndComesFromTheAuthority() throws Exception {
        Tls master = Certificates.master();
        X509Certificate certificate = read(master.certificate());

        certificate.verify(read(Certificates.authority()).getPublicKey());
        certificate.checkValidity();
        assertThat(certificate.getSubjectAlternativeNames())
                .contains(List.of(2, "localhost"), List.of(7, "127.0.0.1"), List.of(7, "0:0:0:0:0:0:0:1"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(master.key())))
                .isEqualTo("rw-------");
        assertThat(Certificates.pin(master.certificate())).hasSize(64);
    }

    @Test
    void badCertificatesAreBadInTheWayTheyShallBe() throws Exception {
        X509Certificate expired = read(Certificates.expired().certificate());
        X509Certificate early = read(Certificates.notYetValid().certificate());

        assertThatThrownBy(expired::checkValidity).isInstanceOf(CertificateExpiredException.class);
        assertThatThrownBy(early::checkValidity).isInstanceOf(CertificateNotYetValidException.class);
        assertThat(read(Certificates.withoutName().certificate()).getSubjectAlternativeNames())
                .isNull();
        assertThat(read(Certificates.strangeNode().certificate()).getIssuerX500Principal())
                .isNotEqualTo(read(Certificates.authority()).getSubjectX500Principal());
    }
}
