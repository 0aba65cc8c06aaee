package chat4all.connectors.simulator.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A platform's app on the phones: what a person can do there, and what the platform then tells the business. */
public interface PhoneApp {
    /**
     * The person does something; returns the ids of the messages it made. Throws {@link IllegalArgumentException} with
     * the reason when this app has no such thing.
     */
    List<String> act(Person person, ObjectNode action);

    /** The person reads everything up to now. */
    void read(Person person);

    /** What changed about the person's behaviour: blocked or unblocked us, switched the phone on or off. */
    void behaves(Person person, Behaviour before, Behaviour after);
}
