package chat4all.connectors.simulator.media;

import chat4all.connectors.simulator.world.Attachment;
import java.nio.file.Path;

/** A file on disk. */
public record StoredFile(Attachment attachment, Path path) {}
