package chat4all.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The rules a command must keep by itself, whatever the state of the world. Run at the edge, where the client is told
 * every violation at once, and again in the topology, where producers that did not come through the edge are met.
 */
public final class Validation {
    public static final int MAX_CONTENT_BYTES = 10_240;
    public static final int MAX_METADATA_BYTES = 1_024;
    /**
     * A command's JSON together with the headers of its record. The most that is made of one is a rejection: the command
     * and a detail that quotes it, less than 2 × 262,144 + 16,384 bytes, which fits into the 1,048,588 bytes that the
     * other topics take. Producers are held to it by the broker, unless they compress.
     */
    public static final int MAX_COMMAND_BYTES = 262_144;

    public static final int MAX_MEMBERS = 256;
    public static final int MAX_LINKED = 256;
    public static final int MAX_NAME_CHARACTERS = 100;
    public static final int MAX_DESCRIPTION_CHARACTERS = 500;
    public static final Pattern CONVERSATION_ID = Pattern.compile("^[A-Za-z0-9_.:\\-]{1,128}$");
    public static final Pattern CLIENT_ID = Pattern.compile("^\\P{Cntrl}{1,128}$");

    /** In {@link SendMessage#channels()}: every identity that is linked. */
    public static final String ALL_CHANNELS = "all";

    private static final Pattern MESSAGE_ID = Pattern.compile("^[A-Za-z0-9_.:\\-]{1,128}$");
    /** One character as people count them that holds a symbol; the keycap and the double marks are none by class. */
    private static final Pattern EMOJI =
            Pattern.compile("^(?=.*[\\p{So}[\\p{Sm}&&[^\\x00-\\x7F]]\\x{20E3}\\x{203C}\\x{2049}])\\X$", Pattern.DOTALL);

    private static final int MAX_EMOJI_BYTES = 64;
    private static final Pattern TYPE = Pattern.compile("^[a-z][a-z0-9_.\\-]{0,31}$");
    private static final Pattern REFERENCE = MESSAGE_ID;
    private static final List<String> RESERVED_PREFIXES = List.of("direct:", "channel:", "group_");

    private Validation() {}

    /** All violations, in the order of the fields; empty when the command may go on. */
    public static List<Violation> check(ConversationCommand command) {
        Violations found = new Violations();
        found.matches("/conversation_id", command.conversationId(), CONVERSATION_ID);
        if (command instanceof SendMessage send) {
            checkSend(send, found);
        } else if (command instanceof CreateConversation create) {
            checkCreate(create, found);
        } else {
            checkChange(command, found);
        }
        return found.list;
    }

    /** Whether only the server makes conversations with such an id. */
    public static boolean isReserved(String conversationId) {
        return RESERVED_PREFIXES.stream().anyMatch(conversationId::startsWith);
    }

    /** What is wrong with a message's text that must not be empty. */
    public static Optional<Violation> checkText(String content) {
        Violations found = new Violations();
        checkContent(content, false, found);
        return found.list.stream().findFirst();
    }

    public static boolean isEmoji(String text) {
        int bytes = utf8Length(text);
        return bytes >= 0 && bytes <= MAX_EMOJI_BYTES && EMOJI.matcher(text).matches();
    }

    /** The length in UTF-8, or -1 for text with half a surrogate pair, which has no UTF-8 form. */
    public static int utf8Length(String text) {
        try {
            return StandardCharsets.UTF_8
                    .newEncoder()
                    .encode(CharBuffer.wrap(text))
                    .remaining();
        } catch (CharacterCodingException e) {
            return -1;
        }
    }

    private static void checkSend(SendMessage send, Violations found) {
        found.matches("/message_id", send.messageId(), MESSAGE_ID);
        checkSender(send, found);
        checkContent(send.content(), send.fileId() != null, found);
        found.matches("/type", send.messageType(), TYPE);
        found.matchesIfPresent("/file_id", send.fileId(), REFERENCE);
        found.matchesIfPresent("/reply_to", send.replyTo(), REFERENCE);
        checkMetadata(send.metadata(), found);
        checkRecipients("/recipients", send.recipients(), found);
        checkChannels(send, found);
        checkLinked(send, found);
    }

    private static void checkChannels(SendMessage send, Violations found) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < send.channels().size(); i++) {
            String channel = send.channels().get(i);
            if (!channel.equals(ALL_CHANNELS) && Channel.of(channel).isEmpty()) {
                found.add("/channels/" + i, Violation.CHANNEL_UNKNOWN, "unknown channel '" + channel + "'");
            } else if (!seen.add(channel)) {
                found.add("/channels/" + i, Violation.INVALID, "is listed twice");
            }
        }
    }

    private static void checkLinked(SendMessage send, Violations found) {
        if (send.linked().size() > MAX_LINKED) {
            found.add("/linked", Violation.TOO_LONG, "at most " + MAX_LINKED + " linked identities");
            return;
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < send.linked().size(); i++) {
            LinkedIdentity identity = send.linked().get(i);
            boolean known = Recipient.isInternal(identity.userId()) && isContact(identity.contact());
            if (!known || !seen.add(identity.contact())) {
                found.add("/linked/" + i, Violation.INVALID, "must be a user and a contact who is listed once");
            }
        }
    }

    private static boolean isContact(String text) {
        return Recipient.parse(text) instanceof Recipient.External;
    }

    /** Users speak through the edge; only a connector brings in somebody from outside, or a user by way of a platform. */
    private static void checkSender(SendMessage send, Violations found) {
        String via = send.via();
        boolean platform = send.origin() == ConversationCommand.Origin.PLATFORM;
        if (via != null && !(platform && isContact(via) && Recipient.isInternal(send.senderId()))) {
            found.add("/via", Violation.INVALID, "must be the contact as whom a user wrote on a platform");
        }
        Recipient sender = Recipient.parse(send.senderId());
        boolean known = sender instanceof Recipient.Internal || (sender instanceof Recipient.External && platform);
        if (!known) {
            found.add("/sender_id", Violation.INVALID, "must be a user id, or a contact when a platform brings it");
        }
    }

    private static void checkContent(String content, boolean mayBeEmpty, Violations found) {
        int bytes = utf8Length(content);
        if (bytes < 0) {
            found.add("/content", Violation.INVALID, "is not valid Unicode: half a surrogate pair");
        } else if (bytes == 0 && !mayBeEmpty) {
            found.add("/content", Violation.MISSING, "must not be empty without a file_id");
        } else if (bytes > MAX_CONTENT_BYTES) {
            found.add("/content", Violation.TOO_LONG, bytes + " bytes; at most " + MAX_CONTENT_BYTES + " are allowed");
        }
    }

    private static void checkMetadata(@Nullable JsonNode metadata, Violations found) {
        if (metadata == null) {
            return;
        }
        if (!metadata.isObject()) {
            found.add("/metadata", Violation.INVALID, "must be a JSON object");
            return;
        }
        int bytes = utf8Length(metadata.toString());
        if (bytes < 0) {
            found.add("/metadata", Violation.INVALID, "is not valid Unicode: half a surrogate pair");
        } else if (bytes > MAX_METADATA_BYTES) {
            found.add(
                    "/metadata", Violation.TOO_LONG, bytes + " bytes; at most " + MAX_METADATA_BYTES + " are allowed");
        }
    }

    private static void checkCreate(CreateConversation create, Violations found) {
        checkName(create.name(), found);
        found.atMost("/description", create.description(), MAX_DESCRIPTION_CHARACTERS);
        checkRecipients("/members", create.members(), found);
        for (int i = 0; i < Math.min(create.members().size(), MAX_MEMBERS); i++) {
            if (Recipient.parse(create.members().get(i)) instanceof Recipient.External) {
                found.add("/members/" + i, Violation.RECIPIENT_INVALID, "members are user ids");
            }
        }
    }

    private static void checkChange(ConversationCommand change, Violations found) {
        found.matches("/command_id", change.commandId(), MESSAGE_ID);
        if (change.origin() != ConversationCommand.Origin.PLATFORM || !isContact(change.actor())) {
            checkUser("/actor", change.actor(), found);
        }
        if (change instanceof RenameConversation rename) {
            if (rename.name().isBlank()) {
                found.add("/name", Violation.MISSING, "must not be blank");
            }
            checkName(rename.name(), found);
        } else if (change instanceof ChangeMember member) {
            checkUser("/user_id", member.userId(), found);
        } else if (change instanceof EditMessage edit) {
            checkContacts(edit.message(), found);
            checkContent(edit.content(), false, found);
        } else if (change instanceof DeleteMessage delete) {
            checkContacts(delete.message(), found);
        } else if (change instanceof React react) {
            checkContacts(react.message(), found);
            if (!isEmoji(react.emoji())) {
                found.add("/emoji", Violation.INVALID, "must be one emoji");
            }
        }
    }

    private static void checkContacts(MessageRef message, Violations found) {
        List<String> contacts = message.contacts() == null ? List.of() : message.contacts();
        if (contacts.size() > MAX_MEMBERS + MAX_LINKED) {
            found.add("/message/contacts", Violation.TOO_LONG, "at most " + (MAX_MEMBERS + MAX_LINKED) + " contacts");
        } else if (!contacts.stream().allMatch(Validation::isContact)) {
            found.add("/message/contacts", Violation.INVALID, "must be contacts on platforms");
        }
    }

    private static void checkUser(String pointer, String userId, Violations found) {
        if (!Recipient.isInternal(userId)) {
            found.add(pointer, Violation.RECIPIENT_INVALID, "must be a user id");
        }
    }

    private static void checkName(@Nullable String name, Violations found) {
        found.atMost("/name", name, MAX_NAME_CHARACTERS);
        if (name != null && name.chars().anyMatch(Character::isISOControl)) {
            found.add("/name", Violation.INVALID, "must not hold control characters");
        }
    }

    private static void checkRecipients(String pointer, List<String> recipients, Violations found) {
        if (recipients.size() > MAX_MEMBERS) {
            found.add(pointer, Violation.TOO_LONG, "at most " + MAX_MEMBERS + " recipients");
            return;
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < recipients.size(); i++) {
            String text = recipients.get(i);
            if (Recipient.parse(text) instanceof Recipient.Unknown unknown) {
                found.add(pointer + "/" + i, Violation.RECIPIENT_INVALID, unknown.reason());
            } else if (!seen.add(text)) {
                found.add(pointer + "/" + i, Violation.RECIPIENT_INVALID, "is listed twice");
            }
        }
    }

    /** Collects what is wrong while the fields are walked through. */
    private static final class Violations {
        private final List<Violation> list = new ArrayList<>();

        void add(String pointer, String code, String detail) {
            list.add(new Violation(pointer, code, detail));
        }

        void atMost(String pointer, @Nullable String text, int characters) {
            if (text != null && (text.length() > characters || utf8Length(text) < 0)) {
                add(pointer, Violation.TOO_LONG, "at most " + characters + " characters of valid Unicode");
            }
        }

        void matches(String pointer, String text, Pattern pattern) {
            if (!pattern.matcher(text).matches()) {
                add(pointer, Violation.INVALID, "must match " + pattern.pattern());
            }
        }

        void matchesIfPresent(String pointer, @Nullable String text, Pattern pattern) {
            if (text != null) {
                matches(pointer, text, pattern);
            }
        }
    }
}
