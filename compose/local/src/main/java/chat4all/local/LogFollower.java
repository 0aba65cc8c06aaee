package chat4all.local;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads the lines that are added to a file, which may be set aside and begun anew in between. */
final class LogFollower {

    private static final int CHUNK = 64 * 1024;

    private final Path file;
    private long position;

    private LogFollower(Path file, long position) {
        this.file = file;
        this.position = position;
    }

    static LogFollower fromEnd(Path file) {
        return new LogFollower(file, size(file));
    }

    /** The whole lines written since the last call. */
    List<String> newLines() {
        if (size(file) < position) {
            position = 0;
        }
        List<String> lines = new ArrayList<>();
        while (size(file) > position && readChunk(lines)) {
            // Until no whole line is left.
        }
        return lines;
    }

    private boolean readChunk(List<String> lines) {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "r")) {
            byte[] bytes = new byte[(int) Math.min(CHUNK, open.length() - position)];
            open.seek(position);
            open.readFully(bytes);
            int end = bytes.length;
            while (end > 0 && bytes[end - 1] != '\n') {
                end--;
            }
            // A line longer than the chunk is cut rather than waited for.
            int used = end == 0 && bytes.length == CHUNK ? CHUNK : end;
            position += used;
            new String(bytes, 0, used, StandardCharsets.UTF_8).lines().forEach(lines::add);
            return used > 0;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static long size(Path file) {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
