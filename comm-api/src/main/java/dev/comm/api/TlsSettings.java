package dev.comm.api;

import static dev.comm.api.settings.Setting.code;
import static dev.comm.api.settings.Setting.text;

import dev.comm.api.settings.Parsers;
import dev.comm.api.settings.Setting;
import dev.comm.api.settings.Source;
import java.nio.file.Path;

/** The settings of {@link Tls}: a whole object given in code, or its parts as text. */
final class TlsSettings {
    static final Setting<Tls> TLS = code("tls", (Tls) null).optional();
    static final Setting<Path> CERTIFICATE = file("tls.certificate");
    static final Setting<Path> KEY = file("tls.key");
    static final Setting<Path> TRUST = file("tls.trust");
    static final Setting<Path> KEY_STORE = file("tls.keystore");
    static final Setting<Path> TRUST_STORE = file("tls.truststore");
    static final Setting<Path> PASSWORD_FILE = file("tls.password.file");
    static final Setting<String> PIN =
            text("tls.pin", (String) null, Parsers::digest).optional();

    private TlsSettings() {}

    private static Setting<Path> file(String name) {
        return text(name, (Path) null, Parsers::path).optional();
    }

    /** Resolves the TLS settings and records their problems. The result is null without encryption. */
    static Tls compose(Resolution settings) {
        boolean whole = settings.source(TLS) == Source.CODE;
        Tls tls = whole ? settings.get(TLS) : ofParts(settings);
        if (tls != null) {
            TlsChecks.objections(tls)
                    .forEach((part, sentence) ->
                            settings.problem(whole ? TLS : part, whole ? part.name() + ": " + sentence : sentence));
        }
        return tls;
    }

    private static Tls ofParts(Resolution settings) {
        Tls tls = Tls.builder()
                .certificate(settings.get(CERTIFICATE))
                .key(settings.get(KEY))
                .trust(settings.get(TRUST))
                .keyStore(settings.get(KEY_STORE))
                .trustStore(settings.get(TRUST_STORE))
                .passwordFile(settings.get(PASSWORD_FILE))
                .pin(settings.get(PIN))
                .build();
        return TlsChecks.parts(tls).isEmpty() ? null : tls;
    }
}
