package chat4all.edge.topology;

/** What the topology said about a key. */
public sealed interface Answer<T> {

    record Found<T>(T value) implements Answer<T> {}

    /** Asked the owner: there is no such key, or no longer. */
    record Absent<T>() implements Answer<T> {}

    /** No instance could answer. */
    record Unavailable<T>() implements Answer<T> {}
}
