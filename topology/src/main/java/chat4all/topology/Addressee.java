package chat4all.topology;

import chat4all.schemas.Channel;
import chat4all.schemas.MessageStatus.RecipientStatus;
import chat4all.schemas.Recipient;
import chat4all.schemas.StatusUpdate;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which of a message's recipients an update speaks of. A platform may name a contact otherwise than we did: WhatsApp
 * answers to a Brazilian mobile number with or without its ninth digit, or with an id instead of the number. Pure.
 */
final class Addressee {
    private static final Pattern BRAZILIAN_MOBILE = Pattern.compile("^(whatsapp:\\+55[1-9]{2})9([0-9]{8})$");

    private Addressee() {}

    /** The one named; told by a platform also the only one on its channel, or that of the same number; else null. */
    static @Nullable RecipientStatus of(StatusUpdate update, List<RecipientStatus> recipients) {
        String named = update.recipientId();
        if (named == null) {
            return null;
        }
        RecipientStatus exact =
                only(recipients, recipient -> recipient.recipientId().equals(named));
        if (exact != null || update.source() != StatusUpdate.Source.PLATFORM) {
            return exact;
        }
        Channel channel = Recipient.parse(named) instanceof Recipient.External external ? external.channel() : null;
        RecipientStatus alone = only(recipients, recipient -> channel != null && recipient.channel() == channel);
        String number = withoutNinthDigit(named);
        return alone != null
                ? alone
                : only(recipients, recipient -> withoutNinthDigit(recipient.recipientId())
                        .equals(number));
    }

    private static @Nullable RecipientStatus only(List<RecipientStatus> recipients, Predicate<RecipientStatus> which) {
        List<RecipientStatus> found = recipients.stream().filter(which).toList();
        return found.size() == 1 ? found.get(0) : null;
    }

    private static String withoutNinthDigit(String recipientId) {
        return BRAZILIAN_MOBILE.matcher(recipientId).replaceFirst("$1$2");
    }
}
