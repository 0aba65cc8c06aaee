package chat4all.connectors.simulator.world;

import java.util.Locale;
import java.util.regex.Pattern;

/** An address as Chat4All writes it, taken apart: {@code whatsapp:+5511999998888}, {@code instagram:@ana}. */
public record Address(Platform platform, String value) {
    private static final Pattern NOT_DIGITS = Pattern.compile("[\\s().+-]");
    private static final Pattern BSUID = Pattern.compile("[A-Z]{2}\\.(ENT\\.)?[0-9A-Za-z]{1,128}");
    private static final Pattern DIGITS = Pattern.compile("\\d{1,20}");

    /** Throws {@link IllegalArgumentException} with the reason. */
    public static Address parse(String text) {
        int colon = text.indexOf(':');
        var platform = colon < 0
                ? null
                : Platform.of(text.substring(0, colon).toLowerCase(Locale.ROOT)).orElse(null);
        if (platform == null || colon == text.length() - 1) {
            throw new IllegalArgumentException("'" + text + "' is neither a known person nor an address such as"
                    + " whatsapp:+5511999998888, instagram:300001 or telegram:123456");
        }
        var address = new Address(platform, text.substring(colon + 1));
        if (platform == Platform.WHATSAPP && !isBsuid(address.value)) {
            address = new Address(
                    platform, "+" + NOT_DIGITS.matcher(address.value).replaceAll(""));
        }
        if (!address.isWellFormed()) {
            throw new IllegalArgumentException("'" + text + "' is not a well-formed " + platform.wire() + " address");
        }
        return address;
    }

    public static boolean isBsuid(String value) {
        return BSUID.matcher(value).matches();
    }

    /** Written in the one way it is looked up by; what is no address stays as it is. */
    static String canonical(String text) {
        try {
            var address = parse(text);
            return address.platform.wire() + ":" + address.value;
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    /** The addresses of a person of whom only this one is known. */
    Addresses madeUp() {
        boolean named = value.startsWith("@");
        var digits = named || isBsuid(value) ? digitsOf(value) : value.replace("+", "");
        var username = named ? value.substring(1) : platform.wire() + "_" + digits;
        return new Addresses(
                platform == Platform.WHATSAPP ? digits : "990" + digits,
                platform == Platform.WHATSAPP ? digits : "990" + digits,
                isBsuid(value) ? value : "BR." + platform.wire() + digits,
                platform == Platform.INSTAGRAM ? digits : "990" + digits,
                username,
                platform == Platform.TELEGRAM ? Long.parseLong(digits) : 0);
    }

    private boolean isWellFormed() {
        return switch (platform) {
            case WHATSAPP ->
                isBsuid(value) || DIGITS.matcher(value.substring(1)).matches();
            case INSTAGRAM -> value.startsWith("@") || DIGITS.matcher(value).matches();
            case TELEGRAM -> value.startsWith("@") || value.matches("-?\\d{1,15}");
        };
    }

    private static String digitsOf(String name) {
        return Long.toString(100_000_000L + Integer.toUnsignedLong(name.hashCode()) % 900_000_000L);
    }
}
