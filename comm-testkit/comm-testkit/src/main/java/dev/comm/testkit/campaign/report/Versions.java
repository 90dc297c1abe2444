package dev.comm.testkit.campaign.report;

import java.io.IOException;
import java.io.InputStream;
import java.util.jar.Attributes;
import java.util.jar.Manifest;

/** The version of Comm. */
final class Versions {
    private Versions() {}

    /** Returns the version in the descriptor of the module, or in the manifest of the jar. */
    static String comm() {
        Module module = Versions.class.getModule();
        if (module.isNamed() && module.getDescriptor().rawVersion().isPresent()) {
            return module.getDescriptor().rawVersion().get();
        }
        String fromPackage = Versions.class.getPackage().getImplementationVersion();
        String version = fromPackage == null && module.isNamed() ? fromManifest(module) : fromPackage;
        return version == null ? "from classes without a jar" : version;
    }

    private static String fromManifest(Module module) {
        try (InputStream manifest = module.getResourceAsStream("META-INF/MANIFEST.MF")) {
            return manifest == null
                    ? null
                    : new Manifest(manifest).getMainAttributes().getValue(Attributes.Name.IMPLEMENTATION_VERSION);
        } catch (IOException unreadable) {
            return null;
        }
    }
}
