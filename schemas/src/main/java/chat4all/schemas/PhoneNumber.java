package chat4all.schemas;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The one spelling of an international phone number: without punctuation, a Brazilian mobile's with its ninth digit. */
final class PhoneNumber {
    private static final Pattern PUNCTUATION = Pattern.compile("[ \u00a0().-]");
    /**
     * Mobile numbers have begun with 6 to 9 behind the area code, and got a 9 before that between 2012 and 2016 (Anatel,
     * resolution 553); WhatsApp still names older accounts without it. Fixed lines begin with 2 to 5 and got none.
     */
    private static final Pattern BRAZILIAN_MOBILE_OF_EIGHT = Pattern.compile("(\\+55[1-9]{2})([6-9][0-9]{7})");

    private PhoneNumber() {}

    static String canonical(String text) {
        String number = PUNCTUATION.matcher(text).replaceAll("");
        Matcher mobile = BRAZILIAN_MOBILE_OF_EIGHT.matcher(number);
        return mobile.matches() ? mobile.group(1) + "9" + mobile.group(2) : number;
    }
}
