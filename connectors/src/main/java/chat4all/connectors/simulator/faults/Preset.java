package chat4all.connectors.simulator.faults;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Bad days under a name: the rules; what else is switched is the control plane's. */
public enum Preset {
    META_BAD_DAY,
    RATE_LIMITED,
    TOKEN_EXPIRED,
    AT_LEAST_ONCE_STORM,
    LOST_ANSWERS,
    TELEGRAM_FLOOD,
    OFFLINE_CUSTOMER,
    WEEK_OUTAGE;

    public String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Preset> of(String wire) {
        return Arrays.stream(values())
                .filter(preset -> preset.wire().equals(wire))
                .findFirst();
    }

    public List<FaultRule> rules() {
        return switch (this) {
            case META_BAD_DAY ->
                List.of(
                        FaultRule.of("whatsapp", "send", "probability:0.1", "http:503"),
                        FaultRule.of("instagram", "send", "probability:0.1", "http:503"),
                        FaultRule.of("whatsapp", "webhook", "always", "duplicate:3"),
                        FaultRule.of("instagram", "webhook", "always", "duplicate:3"),
                        FaultRule.of("whatsapp", "webhook", "always", "reorder:5"),
                        FaultRule.of("instagram", "webhook", "always", "reorder:5"));
            case TOKEN_EXPIRED -> List.of(FaultRule.of("*", "send", "always", "token_revoked"));
            case AT_LEAST_ONCE_STORM -> List.of(FaultRule.of("*", "webhook", "always", "duplicate:1-5"));
            case LOST_ANSWERS -> List.of(FaultRule.of("*", "send", "probability:0.05", "timeout_after"));
            case TELEGRAM_FLOOD -> List.of(FaultRule.of("telegram", "send", "every:10", "retry_after:34"));
            case WEEK_OUTAGE -> List.of(FaultRule.of("*", "send", "always", "http:503"));
            case RATE_LIMITED, OFFLINE_CUSTOMER -> List.of();
        };
    }
}
