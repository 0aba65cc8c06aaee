package chat4all.edge.topology;

/** What is known about a key: what the topology said or, while it cannot, what is stored. */
public sealed interface Answer<T> {

    record Found<T>(T value) implements Answer<T> {}

    /** Asked the owner: there is no such key, or no longer. */
    record Absent<T>() implements Answer<T> {}

    /** No instance could answer and nothing is stored: it may exist all the same, for storing follows behind. */
    record Unstored<T>() implements Answer<T> {}

    /** Nobody could answer. */
    record Unavailable<T>() implements Answer<T> {}
}
