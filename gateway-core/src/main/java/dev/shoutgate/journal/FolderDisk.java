package dev.shoutgate.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A real folder of a real file system.
 *
 * <p>Threading: any. Never interrupt a thread that is in here: an interrupted {@link FileChannel} closes itself.
 */
public final class FolderDisk implements JournalDisk {

    private final Path folder;

    /** Looks at a folder as it is and makes nothing. */
    public FolderDisk(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    /** Makes the folder if it is not there, lastingly. */
    public static FolderDisk create(Path folder) throws IOException {
        FolderDisk disk = new FolderDisk(folder);
        make(disk.folder);
        return disk;
    }

    @Override
    public List<String> list() throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            files.forEach(file -> names.add(file.getFileName().toString()));
        } catch (NoSuchFileException | NotDirectoryException missing) {
            if (Files.exists(folder)) {
                throw missing;
            }
        }
        return names;
    }

    @Override
    public JournalFile open(String name) throws IOException {
        return new ChannelFile(FileChannel.open(folder.resolve(name), StandardOpenOption.READ));
    }

    @Override
    public JournalFile openForWriting(String name) throws IOException {
        return new ChannelFile(
                FileChannel.open(folder.resolve(name), StandardOpenOption.READ, StandardOpenOption.WRITE));
    }

    @Override
    public JournalFile create(String name) throws IOException {
        return new ChannelFile(FileChannel.open(folder.resolve(name),
                StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW));
    }

    @Override
    public void delete(String name) throws IOException {
        Files.deleteIfExists(folder.resolve(name));
    }

    @Override
    public void rename(String from, String to) throws IOException {
        Files.move(folder.resolve(from), folder.resolve(to), StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void sync() throws IOException {
        syncFolder(folder);
    }

    @Override
    public long freeBytes() throws IOException {
        return folder.toFile().getUsableSpace();
    }

    @Override
    public String describe(String name) {
        return folder.resolve(name).toString();
    }

    private static void make(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Path parent = folder.getParent();
        make(parent);
        Files.createDirectory(folder);
        // A new folder is an entry of the one above it: without this a power cut may take the whole journal away.
        syncFolder(parent);
    }

    private static void syncFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private record ChannelFile(FileChannel channel) implements JournalFile {

        @Override
        public int read(ByteBuffer to, long position) throws IOException {
            return channel.read(to, position);
        }

        @Override
        public int write(ByteBuffer from, long position) throws IOException {
            return channel.write(from, position);
        }

        @Override
        public void force() throws IOException {
            // Without the file's times: its length is written out all the same where it changed.
            channel.force(false);
        }

        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
