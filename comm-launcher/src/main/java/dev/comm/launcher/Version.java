package dev.comm.launcher;

import picocli.CommandLine.IVersionProvider;

/** The version of this module and of the Java that runs it. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"comm " + version() + " (Java " + Runtime.version() + ")"};
    }

    /** Returns the version from the module descriptor or, on the class path, from the manifest. */
    private static String version() {
        Module module = Version.class.getModule();
        if (module.isNamed() && module.getDescriptor().rawVersion().isPresent()) {
            return module.getDescriptor().rawVersion().get();
        }
        String fromManifest = Version.class.getPackage().getImplementationVersion();
        return fromManifest == null ? "without version" : fromManifest;
    }
}
