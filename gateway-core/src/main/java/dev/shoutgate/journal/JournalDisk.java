package dev.shoutgate.journal;

import java.io.IOException;
import java.util.List;

/**
 * What the journal needs of a disk: one flat folder of files. Small, so that a test can put a failing disk in its
 * place.
 *
 * <p>Threading: any; each call stands for itself. Files are named without their folder.
 */
public interface JournalDisk {

    /** The names of all files in the folder, in no order; a folder that is not there is empty. */
    List<String> list() throws IOException;

    /** Opens an existing file for reading. */
    JournalFile open(String name) throws IOException;

    /** Opens an existing file for reading and writing. */
    JournalFile openForWriting(String name) throws IOException;

    /** Makes an empty file and opens it for both; fails if the name is taken. Lasting after {@link #sync}. */
    JournalFile create(String name) throws IOException;

    /** Removes a file; readers that have it open go on reading. Lasting after {@link #sync}. */
    void delete(String name) throws IOException;

    /** Gives a file another name, in one step. Lasting after {@link #sync}. */
    void rename(String from, String to) throws IOException;

    /** Returns once the folder itself (which names it holds) is on the medium. */
    void sync() throws IOException;

    /** Bytes that may still be written. */
    long freeBytes() throws IOException;

    /** How to name a file to a person: its whole path. */
    String describe(String name);
}
