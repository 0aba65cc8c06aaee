package chat4all.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.function.Supplier;

/** The secrets of one local stack: made at its first start, kept as long as its data, readable by their owner only. */
record Secrets(String signingKey, String internalToken, String idSecret) {

    private static final int BYTES = 32;

    static Secrets of(DataDirectory data) {
        Path directory = data.secrets();
        try {
            Files.createDirectories(data.root());
            if (!Files.exists(directory)) {
                Files.createDirectory(
                        directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            return new Secrets(
                    kept(directory.resolve("signing-key.json"), SigningKey::generate),
                    kept(directory.resolve("internal-token"), Secrets::random),
                    kept(directory.resolve("id-secret"), Secrets::random));
        } catch (IOException failed) {
            throw new UncheckedIOException("The secrets in " + directory + " cannot be read or made", failed);
        }
    }

    @Override
    public String toString() {
        return "Secrets[REDACTED]";
    }

    private static String kept(Path file, Supplier<String> generate) throws IOException {
        if (!Files.exists(file)) {
            Path half = file.resolveSibling(file.getFileName() + ".part");
            Files.deleteIfExists(half);
            Files.createFile(half, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(half, generate.get());
            Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return Files.readString(file).strip();
    }

    private static String random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
