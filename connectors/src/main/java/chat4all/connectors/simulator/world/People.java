package chat4all.connectors.simulator.world;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Everybody, found by id or by any address; at most 10,000, after which made-up persons are forgotten, the oldest
 * first. Whoever looks at or changes a person holds the lock: see {@link #locked}.
 */
public final class People {
    private static final int MOST = 10_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Person> byId = new LinkedHashMap<>();
    private final Map<String, Person> byAddress = new LinkedHashMap<>();
    private Behaviour usual = Behaviour.DEFAULT;

    /** Does it while nobody else looks at or changes the persons. */
    public <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    /** Does it while nobody else looks at or changes the persons. */
    public void locked(Runnable work) {
        lock.lock();
        try {
            work.run();
        } finally {
            lock.unlock();
        }
    }

    /** By id, or by an address such as {@code whatsapp:+5511999998888} or {@code telegram:@analima}. */
    public Optional<Person> find(String idOrAddress) {
        var person = byId.get(idOrAddress);
        return Optional.ofNullable(person == null ? byAddress.get(Address.canonical(idOrAddress)) : person);
    }

    /** Whoever is at this address; brought about when nobody is. */
    public Person at(String address) {
        return find(address).orElseGet(() -> makeUp(Address.canonical(address)));
    }

    /** A person as described; takes over the chats of made-up persons at the same addresses. */
    public Person describe(String id, String name, Addresses addresses, Behaviour behaviour) {
        var person = new Person(id, name, addresses, false, behaviour);
        for (var platform : Platform.values()) {
            var before = byAddress.get(addresses.on(platform));
            if (before != null && (before.madeUp() || before.id().equals(id))) {
                person.adopt(platform, before.chat(platform));
                forget(before);
            }
        }
        find(id).ifPresent(this::forget);
        remember(person);
        return person;
    }

    /** Everybody as they are now. */
    public List<Saved.Somebody> saved() {
        return byId.values().stream().map(Person::saved).toList();
    }

    /** Puts these in the place of everybody. */
    public void restore(Behaviour usually, List<Saved.Somebody> people) {
        clear();
        usual = usually;
        people.forEach(saved -> remember(Person.of(saved)));
    }

    public List<Person> all() {
        return new ArrayList<>(byId.values());
    }

    /** What made-up persons do from now on, those that are there included. */
    public void usually(Behaviour behaviour) {
        usual = behaviour;
        byId.values().stream().filter(Person::madeUp).forEach(person -> person.behave(behaviour));
    }

    public Behaviour usual() {
        return usual;
    }

    public void clear() {
        byId.clear();
        byAddress.clear();
        usual = Behaviour.DEFAULT;
    }

    private Person makeUp(String address) {
        var addresses = Address.parse(address).madeUp();
        var person = new Person(address, Address.parse(address).value(), addresses, true, usual);
        remember(person);
        return person;
    }

    private void remember(Person person) {
        if (byId.size() >= MOST) {
            byId.values().stream().filter(Person::madeUp).findFirst().ifPresent(this::forget);
        }
        byId.put(person.id(), person);
        var addresses = person.addresses();
        var names = new ArrayList<>(List.of(
                "whatsapp:+" + addresses.phone(),
                "whatsapp:" + addresses.bsuid(),
                "instagram:@" + addresses.username(),
                "telegram:@" + addresses.username()));
        for (var platform : Platform.values()) {
            names.add(addresses.on(platform));
        }
        // A made-up person is only where the message went: the other apps belong to whoever is described later.
        names.forEach(name -> {
            if (person.madeUp()) {
                byAddress.putIfAbsent(name, person);
            } else {
                byAddress.put(name, person);
            }
        });
    }

    private void forget(Person person) {
        byId.remove(person.id());
        byAddress.values().removeIf(known -> known == person);
    }
}
