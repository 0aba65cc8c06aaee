package chat4all.connectors.whatsapp;

import chat4all.schemas.Channel;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A contact's address: {@code +} and the number in its one form ({@link Channel#person}), however the platform spells it
 * (it names older Brazilian accounts without the ninth digit of their numbers), or, for people who show a user name instead, the id they have towards
 * this business ("BSUID", since 2026).
 */
final class WhatsAppContact {
    private static final Pattern BUSINESS_SCOPED = Pattern.compile("^[A-Z]{2}\\.(ENT\\.)?[0-9A-Za-z]{1,128}$");
    private static final Pattern DIGITS = Pattern.compile("^[0-9]{1,20}$");

    private WhatsAppContact() {}

    static boolean isBusinessScoped(String address) {
        return BUSINESS_SCOPED.matcher(address).matches();
    }

    /** The number where there is one, else the id; null where there is neither. */
    static @Nullable String of(@Nullable String number, @Nullable String userId) {
        if (number == null) {
            return userId;
        }
        String address = DIGITS.matcher(number).matches() ? "+" + number : number;
        return Channel.WHATSAPP.person(address).orElse(address);
    }
}
