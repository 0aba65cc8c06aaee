package chat4all.edge.history;

/** What stands on a page of a conversation. */
sealed interface EntryView permits MessageView, SystemView {}
