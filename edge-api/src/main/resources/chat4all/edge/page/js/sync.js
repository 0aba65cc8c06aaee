/** Keeps what the page knows in step with the server: events as they happen, and everything missed after an absence. */
import { call, chat, forget, keep, path } from './session.js';
import { changed, conversation, opened, state } from './store.js';
import { catchUp, ensure, loadDetails, loadList, markRead, noteLast, remember, take } from './conversations.js';
import { hurry, pause, resume } from './outbox.js';

const TYPING_MS = 6_000;
const REFRESH_MS = 200;

let endings = [];
let wasOnline = false;
const refreshing = new Map();

export function begin() {
  wasOnline = false;
  endings = [
    chat.on('state', connection),
    chat.on('event', event),
    chat.on('status', status),
    chat.on('rejected', rejected),
    chat.on('typing', typing),
    chat.on('presence', presence),
    chat.on('error', refused),
  ];
  resume();
  chat.connect();
  loadList();
}

/** Ends the session here; `expired` is told to the person. */
export function end(expired = false) {
  pause();
  endings.forEach((ending) => ending());
  forget();
  if (!expired) {
    // Whoever signs in next need not be one of its members.
    history.replaceState(null, '', location.pathname);
  }
  Object.assign(state, { conversations: new Map(), openId: null, query: '', dialog: null, menuOpen: false, connection: 'closed', lost: false });
  Object.assign(state.list, { loading: true, failed: false, cursor: null });
  state.sessionExpired = expired;
  changed();
}

function refused(error) {
  if (error.status === 401) {
    end(true);
  }
}

function connection(now) {
  state.connection = now;
  state.lost = now === 'waiting' || (state.lost && now !== 'online');
  if (now === 'online') {
    keep();
    if (wasOnline) {
      loadList();
      [...state.conversations.values()].filter((found) => found.loaded).forEach((found) => makeUp(found));
    }
    wasOnline = true;
    askPresence();
  }
  changed();
}

/** The system tells at once what the socket would notice late. */
export function network(there) {
  if (state.me) {
    state.lost = !there;
    if (there) {
      chat.close();
      chat.connect();
      hurry();
    }
    changed();
  }
}

export function askPresence() {
  const found = opened();
  if (found && state.connection === 'online') {
    chat.askPresence(found.conversation_id);
  }
}

function event({ conversation_id: id, seq, type, data, late }) {
  const known = conversation(id) !== undefined;
  if (!known && type === 'member.removed' && data?.user_id === state.me) {
    // The end of a group that this page has put away already.
    return;
  }
  const found = ensure(id);
  const position = found.position;
  remember(id);
  if (!late) {
    found.position = Math.max(position, seq);
    if (position > 0 && seq > position + 1) {
      makeUp(found, position);
    }
  }
  if (type === 'message.created') {
    arrived(found, { ...data, conversation_id: id, seq, type: data.message_type ?? 'text' });
  } else if (data?.message_id) {
    refresh(id, data.message_id);
  } else {
    makeUp(found);
    loadDetails(found);
  }
  if (!known) {
    // A group that was made just now has no message yet, and is to be seen all the same.
    found.activeAt ||= Date.now();
    loadDetails(found);
  }
  changed();
}

/** What comes this way has been seen as much as what the socket brings. */
async function makeUp(found, from) {
  await catchUp(found, from);
  if (isWatched(found)) {
    markRead(found);
  }
}

function arrived(found, message) {
  const { timeline } = found;
  if (found.loaded && !timeline.hasNewer) {
    take(found, [{ status: 'SENT', ...message }]);
  }
  found.typing.delete(message.sender_id);
  if (found.last?.seq >= message.seq) {
    return;
  }
  noteLast(found, { status: 'SENT', ...message });
  if (message.sender_id === state.me) {
    return;
  }
  if (isWatched(found)) {
    markRead(found);
  } else {
    found.unread++;
  }
}

function isWatched(found) {
  return found.conversation_id === state.openId && document.visibilityState === 'visible' && !found.timeline.hasNewer;
}

/** A status of one recipient is that of the whole only where there is no other. */
function status({ conversation_id: id, message_id, recipient_id, status: now, seq, error }) {
  const found = conversation(id);
  if (!found) {
    return;
  }
  const shown = state.dialog;
  if (shown?.name === 'info' && shown.entry.message_id === message_id) {
    shown.asked = false;
    changed();
  }
  const people = found.members.length + (found.contact ? 1 : 0);
  if (recipient_id && people > 2) {
    found.timeline.advance(message_id, 'SENT', { seq });
    refresh(id, message_id);
    return;
  }
  found.timeline.advance(message_id, now, { seq, error });
  if (found.last?.message_id === message_id) {
    found.last = found.timeline.find(message_id) ?? { ...found.last, status: now };
  }
  changed();
}

function rejected({ conversation_id: id, message_id, code, detail }) {
  const found = conversation(id);
  found?.timeline.refuse(message_id, { code, detail });
  changed();
}

/** Reads one message again, once for many reasons to. */
export function refresh(id, messageId) {
  clearTimeout(refreshing.get(messageId));
  refreshing.set(
    messageId,
    setTimeout(() => reread(id, messageId), REFRESH_MS),
  );
}

async function reread(id, messageId) {
  refreshing.delete(messageId);
  const found = conversation(id);
  if (!found?.timeline.find(messageId)) {
    return;
  }
  try {
    const message = await call('GET', path('messages', messageId));
    found.timeline.merge([{ reactions: null, edited_at: null, ...message }]);
    if (found.last?.message_id === messageId) {
      found.last = found.timeline.find(messageId);
    }
    changed();
  } catch {
    // The next page of history has it.
  }
}

function typing({ conversation_id: id, user_id, active }) {
  const found = conversation(id);
  if (!found || user_id === state.me) {
    return;
  }
  clearTimeout(found.typing.get(user_id));
  found.typing.delete(user_id);
  if (active) {
    const over = setTimeout(() => {
      found.typing.delete(user_id);
      changed();
    }, TYPING_MS);
    found.typing.set(user_id, over);
  }
  changed();
}

function presence({ conversation_id: id, online }) {
  const found = conversation(id);
  if (found) {
    found.online = new Set(online);
    changed();
  }
}
