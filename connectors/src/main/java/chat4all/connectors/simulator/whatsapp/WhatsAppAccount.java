package chat4all.connectors.simulator.whatsapp;

/** The business's number. */
public record WhatsAppAccount(String phoneNumberId, String wabaId, String displayPhone) {}
