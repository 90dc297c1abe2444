package dev.comm.testkit.campaign.report;

/** Which Comm this is. */
final class Versions {
    private Versions() {}

    /** From the module's descriptor, or on the class path from the manifest. */
    static String comm() {
        Module module = Versions.class.getModule();
        if (module.isNamed() && module.getDescriptor().rawVersion().isPresent()) {
            return module.getDescriptor().rawVersion().get();
        }
        String fromManifest = Versions.class.getPackage().getImplementationVersion();
        return fromManifest == null ? "without version" : fromManifest;
    }
}
