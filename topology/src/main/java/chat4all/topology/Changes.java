package chat4all.topology;

import chat4all.schemas.ChangeMember;
import chat4all.schemas.ConversationCommand;
import chat4all.schemas.ConversationKind;
import chat4all.schemas.ConversationMembers;
import chat4all.schemas.ConversationMembers.Role;
import chat4all.schemas.DeleteMessage;
import chat4all.schemas.EditMessage;
import chat4all.schemas.EventData;
import chat4all.schemas.EventData.ConversationRenamed;
import chat4all.schemas.EventData.MemberAdded;
import chat4all.schemas.EventData.MemberPromoted;
import chat4all.schemas.EventData.MemberRemoved;
import chat4all.schemas.EventData.MessageDeleted;
import chat4all.schemas.EventData.MessageEdited;
import chat4all.schemas.EventData.ReactionAdded;
import chat4all.schemas.EventData.ReactionRemoved;
import chat4all.schemas.MessageRef;
import chat4all.schemas.React;
import chat4all.schemas.Recipient;
import chat4all.schemas.RejectionCode;
import chat4all.schemas.RenameConversation;
import chat4all.schemas.Validation;
import java.util.function.LongPredicate;

/**
 * Who may change what of a conversation that is there: its members, its name, its messages. Pure functions. That a
 * message has this author is the word of the edge or of a connector, as that an actor is who the token or the platform
 * says; everything else is checked here.
 */
final class Changes {
    private Changes() {}

    /** What a wish leads to. */
    sealed interface Ruling {
        record Allowed(EventData data) implements Ruling {}

        record Denied(RejectionCode code, String detail) implements Ruling {}
    }

    /** @param deleted whether the message of a seq was deleted lately */
    static Ruling rule(ConversationMembers members, long lastSeq, LongPredicate deleted, ConversationCommand command) {
        String actor = command.actor();
        boolean contact = isContact(command);
        if (!members.has(actor) && !contact) {
            return denied(RejectionCode.NOT_A_MEMBER, actor + " is not a member of the conversation");
        }
        if (command instanceof ChangeMember change) {
            return members.kind() == ConversationKind.GROUP ? change(members, change) : noGroup();
        }
        if (command instanceof RenameConversation rename) {
            return members.kind() == ConversationKind.GROUP ? rename(members, rename) : noGroup();
        }
        MessageRef message = message(command);
        boolean seen = message.seq() <= lastSeq && (contact || members.sees(actor, message.seq()));
        if (!seen || deleted.test(message.seq())) {
            return denied(RejectionCode.MESSAGE_UNKNOWN, "there is no such message for " + actor);
        }
        return onMessage(members, message, command);
    }

    /** Somebody outside; that they have the message is the word of their platform's connector. */
    private static boolean isContact(ConversationCommand command) {
        return command.origin() == ConversationCommand.Origin.PLATFORM
                && Recipient.parse(command.actor()) instanceof Recipient.External;
    }

    private static MessageRef message(ConversationCommand command) {
        if (command instanceof EditMessage edit) {
            return edit.message();
        }
        return command instanceof DeleteMessage delete ? delete.message() : ((React) command).message();
    }

    private static Ruling onMessage(ConversationMembers members, MessageRef message, ConversationCommand command) {
        boolean own = message.authorId().equals(command.actor());
        if (command instanceof EditMessage edit) {
            return own
                    ? new Ruling.Allowed(
                            new MessageEdited(message.messageId(), message.seq(), edit.content(), message.contacts()))
                    : denied(RejectionCode.FORBIDDEN, "only its author edits a message");
        }
        if (command instanceof DeleteMessage delete) {
            return own || isGroupAdmin(members, command.actor())
                    ? new Ruling.Allowed(
                            new MessageDeleted(message.messageId(), message.seq(), delete.fileId(), message.contacts()))
                    : denied(RejectionCode.FORBIDDEN, "only its author and a group's admins delete a message");
        }
        React react = (React) command;
        return new Ruling.Allowed(
                switch (react.change()) {
                    case ADD ->
                        new ReactionAdded(message.messageId(), message.seq(), react.emoji(), message.contacts());
                    case REMOVE ->
                        new ReactionRemoved(message.messageId(), message.seq(), react.emoji(), message.contacts());
                });
    }

    private static Ruling rename(ConversationMembers members, RenameConversation rename) {
        if (!members.isAdmin(rename.actor())) {
            return denied(RejectionCode.FORBIDDEN, "only admins rename a group");
        }
        return rename.name().equals(members.name())
                ? denied(RejectionCode.NO_CHANGE, "that is its name already")
                : new Ruling.Allowed(new ConversationRenamed(rename.name()));
    }

    private static Ruling change(ConversationMembers members, ChangeMember change) {
        return switch (change.change()) {
            case ADD -> add(members, change);
            case REMOVE -> remove(members, change);
            case PROMOTE -> promote(members, change);
        };
    }

    private static Ruling add(ConversationMembers members, ChangeMember change) {
        if (!members.isAdmin(change.actor())) {
            return denied(RejectionCode.FORBIDDEN, "only admins add members");
        }
        if (members.has(change.userId())) {
            return denied(RejectionCode.ALREADY_MEMBER, change.userId() + " is a member already");
        }
        if (members.present().size() >= Validation.MAX_MEMBERS) {
            return denied(RejectionCode.TOO_MANY_MEMBERS, "at most " + Validation.MAX_MEMBERS + " members are allowed");
        }
        if (Memberships.stays(members) >= ConversationMembers.MAX_STAYS) {
            return denied(
                    RejectionCode.TOO_MANY_MEMBERS, "members have joined " + ConversationMembers.MAX_STAYS + " times");
        }
        return new Ruling.Allowed(new MemberAdded(change.userId(), Role.MEMBER));
    }

    private static Ruling remove(ConversationMembers members, ChangeMember change) {
        String user = change.userId();
        boolean leaves = user.equals(change.actor());
        if (!leaves && !members.isAdmin(change.actor())) {
            return denied(RejectionCode.FORBIDDEN, "only admins remove others");
        }
        if (!members.has(user)) {
            return denied(RejectionCode.MEMBER_UNKNOWN, user + " is not a member");
        }
        if (!leaves && user.equals(members.createdBy())) {
            return denied(RejectionCode.FORBIDDEN, "the creator of a group cannot be removed");
        }
        if (isLastAdmin(members, user) && members.present().size() > 1) {
            return denied(RejectionCode.LAST_ADMIN, "the last admin cannot leave; promote somebody first");
        }
        return new Ruling.Allowed(new MemberRemoved(user, Memberships.since(members, user)));
    }

    private static Ruling promote(ConversationMembers members, ChangeMember change) {
        String user = change.userId();
        if (!members.isAdmin(change.actor())) {
            return denied(RejectionCode.FORBIDDEN, "only admins make admins");
        }
        if (!members.has(user)) {
            return denied(RejectionCode.MEMBER_UNKNOWN, user + " is not a member");
        }
        return members.isAdmin(user)
                ? denied(RejectionCode.NO_CHANGE, user + " is an admin already")
                : new Ruling.Allowed(new MemberPromoted(user, Memberships.since(members, user)));
    }

    private static boolean isGroupAdmin(ConversationMembers members, String user) {
        return members.kind() == ConversationKind.GROUP && members.isAdmin(user);
    }

    private static boolean isLastAdmin(ConversationMembers members, String user) {
        return members.isAdmin(user)
                && members.present().stream().filter(members::isAdmin).count() == 1;
    }

    private static Ruling noGroup() {
        return denied(RejectionCode.FORBIDDEN, "a direct conversation has two members and no name");
    }

    private static Ruling denied(RejectionCode code, String detail) {
        return new Ruling.Denied(code, detail);
    }
}
