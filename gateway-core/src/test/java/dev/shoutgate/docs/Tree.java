package dev.shoutgate.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The files of this repository, without what a build makes. */
final class Tree {

    /** The top folder; tests run in the folder of their module. */
    static final Path TOP = Path.of("..").toAbsolutePath().normalize();

    private Tree() {}

    /** All of them by path, relative to the top. */
    static List<Path> files() {
        List<Path> files = new ArrayList<>();
        try {
            Files.walkFileTree(TOP, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    // Not even looked into: other tests make and delete files in target at this moment.
                    boolean ours = !folder.getFileName().toString().matches("\\..+|target|node_modules");
                    return ours || folder.equals(TOP) ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    files.add(TOP.relativize(file));
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Collections.sort(files);
        return files;
    }

    static String read(Path fromTheTop) {
        try {
            return Files.readString(TOP.resolve(fromTheTop));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
