package dev.comm.launcher.certificate;

import dev.comm.api.error.ConfigException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The {@code keytool} of this process's JDK. The password is passed by an environment variable, not as an argument. */
final class Keytool {
    private static final String VARIABLE = "COMM_KEYTOOL_STOREPASS";

    private final Path store;
    private final String password;

    Keytool(Path store, String password) {
        this.store = store;
        this.password = password;
    }

    void make(CertificateOrder order) {
        List<String> command = new ArrayList<>(List.of(program(), "-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC"));
        command.addAll(List.of("-genkeypair", "-keystore", store.toString(), "-storetype", "PKCS12"));
        command.addAll(List.of("-storepass:env", VARIABLE, "-alias", order.name(), "-dname", "CN=" + order.name()));
        command.addAll(List.of("-startdate", start(order), "-validity", Integer.toString(order.days())));
        command.addAll(key(order.algorithm()));
        if (order.issuer() != null) {
            command.addAll(List.of("-signer", order.issuer()));
        }
        extensions(order).forEach(each -> command.addAll(List.of("-ext", each)));
        run(command, order.name());
    }

    private static String program() {
        Path bin = Path.of(System.getProperty("java.home"), "bin");
        return List.of("keytool", "keytool.exe").stream()
                .map(bin::resolve)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new ConfigException(
                        "run this with a JDK, or make the certificates elsewhere: there is no keytool in " + bin
                                + ", which creates certificates"))
                .toString();
    }

    private static String start(CertificateOrder order) {
        long seconds = -order.age().toSeconds();
        return (seconds < 0 ? "" : "+") + seconds + "S";
    }

    private static List<String> key(String algorithm) {
        return switch (algorithm) {
            case "EC" -> List.of("-keyalg", "EC", "-groupname", "secp256r1");
            case "RSA" -> List.of("-keyalg", "RSA", "-keysize", "2048");
            default -> List.of("-keyalg", algorithm);
        };
    }

    private static List<String> extensions(CertificateOrder order) {
        List<String> all = new ArrayList<>();
        switch (order.use()) {
            case AUTHORITY -> all.addAll(List.of("BC:critical=ca:true,pathlen:0", "KU:critical=keyCertSign,cRLSign"));
            case MASTER -> all.addAll(List.of("KU:critical=digitalSignature", "EKU=serverAuth,clientAuth"));
            case NODE -> all.addAll(List.of("KU:critical=digitalSignature", "EKU=clientAuth"));
        }
        if (!order.hosts().isEmpty()) {
            all.add(order.hosts().stream()
                    .map(host -> (CertificateOrder.isAddress(host) ? "IP:" : "DNS:") + host)
                    .collect(Collectors.joining(",", "SAN=", "")));
        }
        return all;
    }

    private void run(List<String> command, String name) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put(VARIABLE, password);
        builder.environment().remove("JDK_JAVA_OPTIONS"); // these options apply to this process only
        try {
            Process process = builder.start();
            process.getOutputStream().close(); // the questions of the tool are not answered
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (process.waitFor() != 0) {
                throw new ConfigException("keytool failed to create the certificate " + name + ": " + said);
            }
        } catch (IOException e) {
            throw new ConfigException("cannot start keytool: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConfigException("interrupted while keytool created the certificate " + name, e);
        }
    }
}
