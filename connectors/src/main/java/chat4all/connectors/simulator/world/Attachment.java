package chat4all.connectors.simulator.world;

import org.jspecify.annotations.Nullable;

/** A file as a phone shows it; {@code sha256} is in hexadecimal, {@code id} opens it at {@code /sim/files/{id}}. */
public record Attachment(
        String id, String mimeType, @Nullable String filename, long size, String sha256) {}
