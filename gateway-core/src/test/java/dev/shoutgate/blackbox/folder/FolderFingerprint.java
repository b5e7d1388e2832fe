package dev.shoutgate.blackbox.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All files and folders below a path with their sizes and hashes, for comparing before with after. */
final class FolderFingerprint {
    private FolderFingerprint() {
    }

    /** Without the lock, which belongs to whoever tries, and the live figures, which every start makes anew. */
    static Map<String, String> of(Path data) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(data)) {
            for (Path path : all.toList()) {
                String name = data.relativize(path).toString();
                if (!name.equals("lock") && !name.startsWith("live")) {
                    files.put(name, Files.isDirectory(path) ? "folder" : Files.size(path) + " bytes, " + hash(path));
                }
            }
        }
        return files;
    }

    private static String hash(Path file) throws IOException {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
