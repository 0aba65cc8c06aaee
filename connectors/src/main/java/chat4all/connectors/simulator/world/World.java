package chat4all.connectors.simulator.world;

/** What every platform works with. */
public record World(Timeline timeline, Ids ids, People people, Rules rules, Links links) {}
