package chat4all.edge.commands;

import java.time.Instant;

/** What every command carries beside what it asks for. */
public record Stamp(String commandId, String fingerprint, Instant acceptedAt) {}
