package dev.comm.transport.tcp.tls;

import java.io.EOFException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** The explanations of TLS failures for users, with a cure. "It" in these sentences means the peer. */
public final class TlsFailureText {
    private static final int LENGTH_MAX = 300;
    private static final int CAUSES_MAX = 10;
    private static final String DURING = " during the TLS handshake; perhaps it does not speak TLS, or is full";

    /** The sentence for messages of the JDK that contain one of some fragments. The first match is used. */
    private record Saying(List<String> signs, String sentence) {
        boolean fits(Throwable cause) {
            String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
            return signs.stream().anyMatch(message::contains);
        }
    }

    private static final List<Saying> SAYINGS = List.of(
            new Saying(
                    List.of("certificate_required", "empty client certificate", "null cert chain", "null_cert"),
                    "set the certificate and key of the connecting side: the accepting side wants a certificate from an"
                            + " authority that it trusts, and the connecting side gave none"),
            new Saying(
                    List.of("alert: certificate_expired"),
                    "renew this side's certificate: the peer refused it because it has expired"),
            new Saying(
                    List.of("alert: unknown_ca", "alert: certificate_unknown", "alert: bad_certificate"),
                    "it refused this side's certificate, or got none; the certificate has to be valid, name this"
                            + " host, and come from an authority that the peer trusts"),
            new Saying(List.of("alert: access_denied"), "it refused this side's certificate: access denied"),
            new Saying(
                    List.of(
                            "protocol_version",
                            "is not enabled or supported",
                            "not accepted by",
                            "protocol is disabled"),
                    "it does not offer TLS 1.3"),
            new Saying(
                    List.of(
                            "unrecognized ssl message",
                            "unrecognized record",
                            "not an ssl/tls record",
                            "plaintext connection"),
                    "give both sides TLS settings, or none: the peer does not speak TLS"),
            new Saying(
                    List.of("connection reset", "broken pipe"),
                    "it broke the connection during the TLS handshake; perhaps it does not speak TLS"),
            new Saying(
                    List.of("no subject alternative", "no name matching"),
                    "connect by a name that the peer's certificate has, or give the peer one for this name:"
                            + " its certificate is for another name"),
            new Saying(
                    List.of("unable to find valid certification path", "no trusted certificate", "path does not chain"),
                    "add the authority of the peer's certificate to the trusted ones, or correct that certificate:"
                            + " it comes from no authority that this side trusts"));

    private TlsFailureText() {}

    /** Returns a sentence for a failed handshake or a broken encrypted connection. */
    public static String sentence(Exception fault) {
        if (fault instanceof EOFException) {
            return "it closed the connection" + DURING;
        }
        if (!(fault instanceof SSLException)) {
            return clean("the connection broke (" + fault.getMessage() + ")" + DURING);
        }
        List<Throwable> causes = causes(fault);
        return causes.stream()
                .map(TlsFailureText::ofType)
                .filter(Objects::nonNull)
                .findFirst()
                .or(() -> SAYINGS.stream()
                        .filter(saying -> causes.stream().anyMatch(saying::fits))
                        .map(Saying::sentence)
                        .findFirst())
                .orElseGet(() -> clean("TLS failed: " + fault.getMessage()));
    }

    private static List<Throwable> causes(Throwable fault) {
        return Stream.iterate(fault, Objects::nonNull, Throwable::getCause)
                .limit(CAUSES_MAX)
                .toList();
    }

    private static String ofType(Throwable cause) {
        if (cause instanceof CertificateExpiredException) {
            return clean("renew the peer's certificate: it has expired (" + cause.getMessage() + ")");
        }
        if (cause instanceof CertificateNotYetValidException) {
            return clean("compare the clocks: the peer's certificate is not valid yet (" + cause.getMessage() + ")");
        }
        return null;
    }

    /**
     * Replaces characters that could break a log line or reverse the direction of its text: control characters, format
     * characters and line separators.
     */
    private static String clean(String text) {
        String printable = String.valueOf(text).replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "?");
        return printable.length() <= LENGTH_MAX ? printable : printable.substring(0, LENGTH_MAX) + "…";
    }
}
