package chat4all.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** Turns what the API answers into lines for people. */
final class Show {
    private static final DateTimeFormatter TODAY = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final Texts texts;
    private final boolean colours;
    private final Clock clock;

    Show(Texts texts, boolean colours, Clock clock) {
        this.texts = texts;
        this.colours = colours;
        this.clock = clock;
    }

    /** One message on one line, longer text on lines below it. */
    String message(JsonNode message, String me) {
        String sender = Plain.text(message.path("sender_id").asText());
        boolean mine = sender.equals(me);
        String line = Style.FAINT.of("#" + message.path("seq").asText("-"), colours)
                + " " + Style.FAINT.of(time(message.path("timestamp").asLong()), colours)
                + " " + (mine ? Style.GREEN : Style.BLUE).of(mine ? texts.of("show.me") : sender, colours)
                + (mine ? " " + status(message.path("status").asText()) : "")
                + "  " + Plain.lines(message.path("content").asText()).replace("\n", "\n      ");
        String file = message.hasNonNull("file_id")
                ? "\n      📎 " + Plain.text(message.path("file_id").asText())
                : "";
        String id = "\n      "
                + Style.FAINT.of(Plain.text(message.path("message_id").asText()), colours);
        return line + file + id;
    }

    String page(JsonNode page, String me) {
        List<String> lines = lines(page.path("messages"), message -> message(message, me));
        return lines.isEmpty() ? texts.of("show.noMessages") : String.join("\n", lines);
    }

    String conversations(JsonNode page) {
        List<String> lines = lines(page.path("conversations"), this::conversation);
        return lines.isEmpty() ? texts.of("show.noConversations") : String.join("\n", lines);
    }

    private String conversation(JsonNode conversation) {
        long unread = conversation.path("unread").asLong();
        String id = Plain.text(conversation.path("conversation_id").asText());
        String name = conversation.hasNonNull("name")
                ? Plain.text(conversation.path("name").asText()) + " " + Style.FAINT.of("(" + id + ")", colours)
                : id;
        JsonNode last = conversation.path("last_message");
        String preview = last.isObject()
                ? last.path("sender_id").asText() + ": " + last.path("content").asText()
                : last.asText("");
        return Style.BOLD.of(name, colours)
                + (unread > 0 ? " " + Style.YELLOW.of(texts.of("show.unread", unread), colours) : "")
                + (preview.isBlank() ? "" : "\n    " + shortened(Plain.text(preview)));
    }

    /** What became of a message, for each recipient. */
    String statuses(JsonNode status) {
        StringJoiner text = new StringJoiner("\n");
        text.add(Plain.text(status.path("message_id").asText()) + "  "
                + status(status.path("status").asText()));
        for (JsonNode recipient : status.path("recipients")) {
            text.add("  " + Plain.text(recipient.path("recipient_id").asText()) + channel(recipient) + "  "
                    + status(recipient.path("status").asText()) + times(recipient)
                    + reason(recipient.path("error")));
        }
        String whole = reason(status.path("error"));
        return whole.isEmpty() ? text.toString() : text.add(whole.strip()).toString();
    }

    /** A user has a line for each channel of theirs. */
    private static String channel(JsonNode recipient) {
        String channel = recipient.path("channel").asText("internal");
        return channel.equals("internal") ? "" : " (" + Plain.text(channel) + ")";
    }

    private String times(JsonNode recipient) {
        StringJoiner times = new StringJoiner(", ", "  (", ")").setEmptyValue("");
        for (String name : List.of("sent_at", "delivered_at", "read_at")) {
            if (recipient.hasNonNull(name)) {
                times.add(texts.of("show." + name) + " "
                        + time(recipient.path(name).asText()));
            }
        }
        return times.toString();
    }

    private String reason(JsonNode error) {
        return error.isObject()
                ? "\n    " + Style.RED.of(Plain.text(error.path("code").asText() + ": " + detail(error)), colours)
                : "";
    }

    private static String detail(JsonNode error) {
        return error.path("detail").asText(error.path("message").asText());
    }

    String accepted(JsonNode accepted) {
        return texts.of("show.accepted", Plain.text(accepted.path("message_id").asText())) + " "
                + status(accepted.path("status").asText());
    }

    /** A frame of the gateway; empty for what people need not see. */
    String frame(JsonNode frame) {
        String conversation = Plain.text(frame.path("conversation_id").asText());
        return switch (frame.path("type").asText()) {
            case "connected" ->
                Style.GREEN.of(
                        texts.of(
                                "show.connected",
                                Plain.text(frame.path("user_id").asText())),
                        colours);
            case "NEW_MESSAGE" -> Style.BOLD.of("✉ " + conversation, colours) + "\n  " + message(frame, "");
            case "MESSAGE_STATUS" ->
                Style.FAINT.of(
                                Plain.text(frame.path("message_id").asText()) + " → "
                                        + Plain.text(frame.path("recipient_id").asText()),
                                colours)
                        + " " + status(frame.path("status").asText());
            case "MESSAGE_REJECTED" ->
                Style.RED.of(
                        texts.of(
                                "show.rejected",
                                Plain.text(frame.path("message_id").asText()),
                                Plain.text(frame.path("code").asText()),
                                Plain.text(frame.path("detail").asText())),
                        colours);
            default -> "";
        };
    }

    /** A group or a conversation with its members. */
    String group(JsonNode group) {
        StringJoiner text = new StringJoiner("\n");
        String id = group.path("group_id").asText(group.path("conversation_id").asText());
        text.add(Style.BOLD.of(Plain.text(group.path("name").asText(id)), colours) + "  "
                + Style.FAINT.of(Plain.text(id), colours));
        if (group.hasNonNull("description")) {
            text.add("  " + Plain.text(group.path("description").asText()));
        }
        for (JsonNode member : group.path("members")) {
            String role = member.path("role").asText();
            text.add("  • "
                    + Plain.text(
                            member.isTextual()
                                    ? member.asText()
                                    : member.path("user_id").asText())
                    + (role.equalsIgnoreCase("admin") ? " " + Style.YELLOW.of(texts.of("show.admin"), colours) : ""));
        }
        return text.toString();
    }

    String identities(JsonNode answer) {
        List<String> lines = lines(
                answer.isArray() ? answer : answer.path("identities"),
                identity -> "  • " + Plain.text(identity.path("platform").asText()) + "  "
                        + Plain.text(identity.path("value").asText()));
        return lines.isEmpty() ? texts.of("show.noIdentities") : String.join("\n", lines);
    }

    String file(JsonNode file) {
        return "📎 " + Plain.text(file.path("filename").asText()) + "  "
                + size(file.path("size_bytes").asLong())
                + "  " + Plain.text(file.path("mimetype").asText())
                + "\n  " + Style.FAINT.of(Plain.text(file.path("file_id").asText()), colours);
    }

    String infrastructure(JsonNode all) {
        StringJoiner text = new StringJoiner("\n");
        all.properties().forEach(part -> {
            text.add(Style.BOLD.of(texts.of("show." + part.getKey()), colours) + "  "
                    + upOrDown(part.getValue().path("status").asText()) + "  "
                    + part.getValue().path("url").asText());
            part.getValue()
                    .path("components")
                    .properties()
                    .forEach(component -> text.add("  • " + Plain.text(component.getKey()) + "  "
                            + upOrDown(component.getValue().asText())));
        });
        return text.toString();
    }

    private String upOrDown(String state) {
        boolean up = state.equals("UP");
        return (up ? Style.GREEN : Style.RED).of(texts.of(up ? "show.up" : "show.down"), colours);
    }

    String status(String status) {
        return switch (status) {
            case "SENT" -> Style.FAINT.of("✓ " + texts.of("status.SENT"), colours);
            case "DELIVERED" -> "✓✓ " + texts.of("status.DELIVERED");
            case "READ" -> Style.CYAN.of("✓✓ " + texts.of("status.READ"), colours);
            case "FAILED" -> Style.RED.of("✗ " + texts.of("status.FAILED"), colours);
            default -> Plain.text(status);
        };
    }

    String time(long epochMillis) {
        return time(Instant.ofEpochMilli(epochMillis).atZone(clock.getZone()));
    }

    private String time(String rfc3339) {
        return time(Instant.parse(rfc3339).atZone(clock.getZone()));
    }

    private String time(ZonedDateTime at) {
        boolean today = at.toLocalDate().equals(ZonedDateTime.now(clock).toLocalDate());
        return (today ? TODAY : DateTimeFormatter.ofPattern(texts.of("show.date"))).format(at);
    }

    String size(long bytes) {
        if (bytes < 1_000) {
            return bytes + " B";
        }
        double value = bytes;
        int unit = -1;
        while (value >= 1_000 && unit < 2) {
            value /= 1_000;
            unit++;
        }
        return String.format(texts.locale(), "%.1f %cB", value, "kMG".charAt(unit));
    }

    private static String shortened(String text) {
        int most = 70;
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most)) + "…";
    }

    private static List<String> lines(JsonNode list, Function<JsonNode, String> line) {
        return StreamSupport.stream(list.spliterator(), false).map(line).toList();
    }
}
