/**
 * What was written and is not accepted yet. It survives a reload; each message keeps its own id until the server has
 * answered, so that it arrives once however often it is sent. Messages of a conversation go one after the other.
 */
import { chat } from './session.js';
import { changed, conversation, state } from './store.js';
import { ensure, noteLast, remember } from './conversations.js';

const sending = new Map();
let stop = new AbortController();

function key() {
  return `chat4all.outbox.${state.me}`;
}

function stored() {
  return JSON.parse(localStorage.getItem(key()) ?? '[]');
}

function store(messages) {
  localStorage.setItem(key(), JSON.stringify(messages));
}

/** Writes a message: it is shown at once and sent as soon as that is possible. */
export function send(found, fields) {
  const body = { client_message_id: crypto.randomUUID(), conversation_id: found.conversation_id, ...fields };
  store([...stored(), body]);
  // Queued first, so that the request is off before the page is drawn.
  queue(body);
  show(found, body);
}

/** Takes up what an earlier visit left. */
export function resume() {
  stop = new AbortController();
  for (const body of stored()) {
    const found = ensure(body.conversation_id);
    show(found, body);
    queue(body);
  }
}

/** The network is back: what waits need not wait any longer. */
export function hurry() {
  pause();
  stop = new AbortController();
  stored().forEach(queue);
}

/** Signing out: what waits stays on the device until the same person is back. */
export function pause() {
  stop.abort(new Error('given up for now'));
  sending.clear();
}

export function discard(found, clientId) {
  store(stored().filter((body) => body.client_message_id !== clientId));
  found.timeline.discard(clientId);
  changed();
}

/** Once more, as a new message: the old one was refused for good. */
export function again(found, entry) {
  discard(found, entry.client_message_id);
  const { content, recipient_id, file_id, reply_to } = entry;
  send(found, JSON.parse(JSON.stringify({ content, recipient_id, file_id, reply_to })));
}

function show(found, body) {
  const message = { ...body, sender_id: state.me, timestamp: Date.now(), type: 'text' };
  found.timeline.write(message);
  noteLast(found, { ...message, status: 'WAITING' });
  remember(found.conversation_id, found.contact);
  changed();
}

/** Once given up, a queue stays so: what is left in it must not go out beside the queue that replaced it. */
function queue(body) {
  const id = body.conversation_id;
  const { signal } = stop;
  const before = sending.get(id) ?? Promise.resolve();
  sending.set(id, before.then(() => deliver(body, signal)));
}

async function deliver(body, signal) {
  if (signal.aborted || !stored().some((waiting) => waiting.client_message_id === body.client_message_id)) {
    return;
  }
  try {
    const accepted = await chat.send(body, { signal });
    settle(body, (timeline) => timeline.accept(body.client_message_id, accepted));
  } catch (error) {
    if (!signal.aborted) {
      settle(body, (timeline) => timeline.refuse(body.client_message_id, error));
    }
  }
}

function settle(body, change) {
  store(stored().filter((waiting) => waiting.client_message_id !== body.client_message_id));
  const found = conversation(body.conversation_id);
  if (found) {
    change(found.timeline);
    found.last = found.timeline.all.findLast((entry) => entry.type !== 'system') ?? found.last;
    changed();
  }
}
