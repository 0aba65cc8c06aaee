package chat4all.push.socket;

import chat4all.push.feed.History;
import chat4all.push.feed.Turns;
import chat4all.runtime.auth.TokenVerifier;

/** What the sockets of a process share. */
public record Services(TokenVerifier tokens, History history, Turns turns, Api api, Signals signals, Limits limits) {}
